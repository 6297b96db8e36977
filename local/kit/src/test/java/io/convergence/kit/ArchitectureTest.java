package io.convergence.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.convergence", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.kit.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theKitDependsOnNoOtherModuleAndOnNoTestFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..",
                    "io.convergence.core..",
                    "io.convergence.flink..",
                    "io.convergence.jobs..",
                    "io.convergence.gateway..",
                    "io.convergence.launcher..",
                    "org.junit..",
                    "org.assertj..");

    @ArchTest
    static final ArchRule onlyTheBrowserUsesWebDriver = noClasses()
            .that()
            .resideOutsideOfPackage("..kit.browser..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.openqa..");

    @ArchTest
    static final ArchRule noClassHasAMain =
            noMethods().that().areStatic().should().haveName("main");

    @Test
    void flinkIsNotOnTheClasspath() {
        assertThatThrownBy(() -> Class.forName("org.apache.flink.configuration.Configuration"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
