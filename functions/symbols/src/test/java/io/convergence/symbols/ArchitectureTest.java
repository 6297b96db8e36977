package io.convergence.symbols;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.convergence.symbols", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.symbols.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theModuleDependsOnTheJdkAJsonReaderACacheZstdAndFormsOfReportsOnly = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson.core..",
                    "com.github.benmanes.caffeine..",
                    "io.airlift.compress..",
                    "io.convergence.core.crash..",
                    "io.convergence.symbols.."));

    @ArchTest
    static final ArchRule onlyTheStoreDependsOnTheDatabase = noClasses()
            .that()
            .resideOutsideOfPackage("..symbols.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..");

    @ArchTest
    static final ArchRule nothingIsFetchedAndNoProcessIsStarted = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(URL|Socket|http\\..*)|java\\.lang\\.Process(Builder)?");

    @ArchTest
    static final ArchRule noWallClockIsRead = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule namesSayWhatClassesDo =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor)(\\$.*)?");
}
