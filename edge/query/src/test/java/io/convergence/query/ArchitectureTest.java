package io.convergence.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.convergence.query", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theQueryServiceDependsOnCoreHttpSymbolsAndRecordingsAndOnNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module than core, http, symbols, recordings and query",
                    (JavaClass type) -> type.getPackageName().startsWith("io.convergence.")
                            && !type.getPackageName()
                                    .matches("io\\.convergence\\.(core|http|symbols|recordings|query)(\\..*)?")));

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.convergence.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheStoreDependsOnTheDatabase = noClasses()
            .that()
            .resideOutsideOfPackage("..query.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "com.zaxxer..", "org.postgresql..");

    @ArchTest
    static final ArchRule onlyHttpAndTheStartDependOnVertx = noClasses()
            .that()
            .resideOutsideOfPackages("..query.http..", "io.convergence.query")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule onlyTheFeedAndWhatIsWrittenToTopicsDependOnKafka = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..query.feed..", "..query.topic..", "..query.objectives..", "..query.dsns..", "..query.erasure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule theServiceDependsOnNoFlink =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule namesOfClassesHaveAMeaning =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor)(\\$.*)?");

    @ArchTest
    static final ArchRule onlyTheServiceDeclaresMain =
            methods().that().haveName("main").and().areStatic().should().beDeclaredIn(Query.class);
}
