package io.convergence.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.convergence.relay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theRelayDependsOnCoreAndHttpAndOnNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module than core, http and relay",
                    (JavaClass type) -> type.getPackageName().startsWith("io.convergence.")
                            && !type.getPackageName().matches("io\\.convergence\\.(core|http|relay)(\\..*)?")));

    @ArchTest
    static final ArchRule theRelayDependsOnNoFlinkAndNoDatabase =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.flink..", "java.sql..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTopicAndTheStartDependOnKafka = noClasses()
            .that()
            .resideOutsideOfPackages("..relay.topic..", "io.convergence.relay")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlySendDependsOnTheHttpClient = noClasses()
            .that()
            .resideOutsideOfPackage("..relay.send..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..");

    @ArchTest
    static final ArchRule onlyTheStartDependsOnVertx = noClasses()
            .that()
            .resideOutsideOfPackage("io.convergence.relay")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule recordsAndMessagesReadNoClock = noClasses()
            .that()
            .resideInAnyPackage(
                    "..relay.desired..",
                    "..relay.delivered..",
                    "..relay.receive..",
                    "..relay.routes..",
                    "..relay.forward..")
            .or()
            .haveSimpleName("DeliveryRule")
            .or()
            .haveSimpleName("SignalTrack")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule namesOfClassesHaveAMeaning =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor)(\\$.*)?");

    @ArchTest
    static final ArchRule onlyTheRelayDeclaresMain =
            methods().that().haveName("main").and().areStatic().should().beDeclaredIn(Relay.class);
}
