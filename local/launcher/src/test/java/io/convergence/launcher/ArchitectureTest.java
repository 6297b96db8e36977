package io.convergence.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.convergence.launcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingDependsOnTheEntry = noClasses()
            .that()
            .resideOutsideOfPackage("io.convergence.launcher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.convergence.launcher");

    @ArchTest
    static final ArchRule theLocalSystemDependsOnNoCommand = noClasses()
            .that()
            .resideInAnyPackage("..launcher.system..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..launcher.cluster..",
                    "..launcher.command..",
                    "..launcher.demo..",
                    "..launcher.replay..",
                    "..launcher.traffic..");

    @ArchTest
    static final ArchRule onlyTheEntryDeclaresMain =
            methods().that().haveName("main").and().areStatic().should().beDeclaredIn(Convergence.class);
}
