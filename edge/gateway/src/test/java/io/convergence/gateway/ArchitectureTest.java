package io.convergence.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
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

@AnalyzeClasses(packages = "io.convergence.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theGatewayDependsOnCoreHttpAndRecordingsAndOnNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module than core, http, recordings and gateway",
                    (JavaClass type) -> type.getPackageName().startsWith("io.convergence.")
                            && !type.getPackageName()
                                    .matches("io\\.convergence\\.(core|http|recordings|gateway)(\\..*)?")));

    @ArchTest
    static final ArchRule theGatewayDependsOnNoFlinkAndNoDatabase =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.flink..", "java.sql..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyPublishDependsOnKafka = noClasses()
            .that()
            .resideOutsideOfPackage("..gateway.publish..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyRoutesLookupsAndTheStartDependOnVertx = noClasses()
            .that()
            .resideOutsideOfPackages("..gateway.route..", "..gateway.dns..", "io.convergence.gateway")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule rulesReadNoClock = noClasses()
            .that()
            .resideInAnyPackage("..gateway.ingest..", "..gateway.synthetic..", "..gateway.registry..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule namesOfClassesHaveAMeaning =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor)(\\$.*)?");

    @ArchTest
    static final ArchRule onlyTheGatewayDeclaresMain =
            methods().that().haveName("main").and().areStatic().should().beDeclaredIn(Gateway.class);

    @ArchTest
    static final ArchRule addressesOfClientsAreReadInOnePlace = classes()
            .that()
            .haveNameNotMatching(".*\\.EventClient")
            .should()
            .onlyCallMethodsThat(DescribedPredicate.describe(
                    "are not named remoteAddress", method -> !method.getName().equals("remoteAddress")));

    @Test
    void flinkIsNotOnTheClasspath() {
        assertThatThrownBy(() -> Class.forName("org.apache.flink.configuration.Configuration"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
