package io.convergence.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.convergence.http", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theLibraryDependsOnCoreAndOnNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module than core and http",
                    (JavaClass type) -> type.getPackageName().startsWith("io.convergence.")
                            && !type.getPackageName().startsWith("io.convergence.core.")
                            && !type.getPackageName().startsWith("io.convergence.http")));

    @ArchTest
    static final ArchRule theLibraryDependsOnNoFlinkKafkaOrDatabase = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "java.sql..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesOfClassesHaveAMeaning =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor)(\\$.*)?");

    @ArchTest
    static final ArchRule addressesOfClientsAreNotRead = classes()
            .should()
            .onlyCallMethodsThat(DescribedPredicate.describe(
                    "are not named remoteAddress", method -> !method.getName().equals("remoteAddress")));

    @Test
    void flinkIsNotOnTheClasspath() {
        assertThatThrownBy(() -> Class.forName("org.apache.flink.configuration.Configuration"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
