package io.convergence.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.convergence.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.jobs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyEntryPointsDependOnTheRootPackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.convergence.jobs")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.convergence.jobs");

    @ArchTest
    static final ArchRule onlyThePackageKafkaImportsKafka = noClasses()
            .that()
            .resideOutsideOfPackage("..jobs.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector..");

    @ArchTest
    static final ArchRule onlyThePackagePostgresImportsJdbc = noClasses()
            .that()
            .resideOutsideOfPackage("..jobs.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..", "org.flywaydb..");

    @ArchTest
    static final ArchRule settingsDependOnNoOtherPackage = noClasses()
            .that()
            .resideInAPackage("..jobs.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink.streaming..",
                    "..jobs.connect..",
                    "..jobs.kafka..",
                    "..jobs.postgres..",
                    "..jobs.tables..",
                    "..jobs.replay..",
                    "..jobs.topology..");

    @ArchTest
    static final ArchRule topologiesUseNoConnector = noClasses()
            .that()
            .resideInAPackage("..jobs.topology..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..jobs.connect..", "..jobs.kafka..", "..jobs.postgres..", "..jobs.tables..", "..jobs.replay..");

    @ArchTest
    static final ArchRule onlyEntryPointsAndSinksReadAllSettings = noClasses()
            .that()
            .resideInAnyPackage("..jobs.topology..", "..jobs.kafka..", "..jobs.postgres..", "..jobs.tables..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("ConvergenceSettings");

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
