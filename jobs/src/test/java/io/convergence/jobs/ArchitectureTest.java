package io.convergence.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.convergence.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyConnectKnowsConnectors = noClasses()
            .that()
            .resideOutsideOfPackage("..jobs.connect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink.connector..",
                    "org.apache.kafka..",
                    "org.postgresql..",
                    "org.flywaydb..",
                    "java.sql..");

    @ArchTest
    static final ArchRule codecsAndSettingsKnowNoStreams = noClasses()
            .that()
            .resideInAnyPackage("..jobs.codec..", "..jobs.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink.streaming..", "..jobs.connect..", "..jobs.topology..");

    @ArchTest
    static final ArchRule topologiesKnowNoConnectors = noClasses()
            .that()
            .resideInAPackage("..jobs.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..jobs.connect..");

    @ArchTest
    static final ArchRule onlyJobsDeclareMain = methods()
            .that()
            .haveName("main")
            .and()
            .areStatic()
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Job")
            .allowEmptyShould(true);
}
