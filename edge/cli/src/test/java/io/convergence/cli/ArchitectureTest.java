package io.convergence.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AnalyzeClasses(packages = "io.convergence.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.(cli..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheTopicAndItsFailuresKnowKafka = noClasses()
            .that()
            .haveNameNotMatching(".*\\.slo\\.(DefinitionTopic|BrokerException)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule namesSayWhatClassesDo =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor)(\\$.*)?");

    @ArchTest
    static final ArchRule onlyTheEntryDeclaresMain =
            methods().that().haveName("main").and().areStatic().should().beDeclaredIn(ConvergenceCli.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.flink.configuration.Configuration",
                "io.convergence.jobs.ConvergenceJob",
                "io.vertx.core.Vertx",
                "org.postgresql.Driver"
            })
    void neitherFlinkNorAServerNorADatabaseIsOnTheClasspath(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
}
