package io.convergence.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.convergence.core");

    private static final JavaClasses ALL = new ClassFileImporter().importPackages("io.convergence.core");

    @Test
    void coreDependsOnTheJdkTwoParsersASketchAndUnicodeTablesOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "com.fasterxml.jackson.core..",
                        "com.datadoghq.sketch..",
                        "com.ibm.icu.text..",
                        "org.snakeyaml.engine..",
                        "io.convergence.core.."))
                .check(MAIN);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.convergence.core.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void coreReadsNoWallClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(ALL);
    }

    @Test
    void classNamesHaveNoEmptySuffix() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor)(\\$.*)?")
                .check(ALL);
    }

    @Test
    void testsDoNotUseJunit4() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("junit..", "org.junit", "org.junit.runner.."))
                .check(ALL);
    }
}
