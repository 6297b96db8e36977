package io.convergence.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.convergence.flink", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_CORE_AND_FLINK_AND_NO_CONNECTOR = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.apache.flink..",
                    "org.slf4j..",
                    "io.convergence.core..",
                    "io.convergence.flink..");

    @ArchTest
    static final ArchRule KNOWS_NO_CONNECTOR =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink.connector..");

    @ArchTest
    static final ArchRule READS_NO_WALL_CLOCK = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule HAS_NO_CYCLES =
            slices().matching("io.convergence.flink.(**)").should().beFreeOfCycles();
}
