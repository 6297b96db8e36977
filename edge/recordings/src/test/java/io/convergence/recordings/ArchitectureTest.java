package io.convergence.recordings;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.convergence.recordings", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theLibraryDependsOnCoreAndOnNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module than core and recordings",
                    (JavaClass type) -> type.getPackageName().startsWith("io.convergence.")
                            && !type.getPackageName().matches("io\\.convergence\\.(core|recordings)(\\..*)?")));

    @ArchTest
    static final ArchRule theLibraryDependsOnNoServerFlinkKafkaOrDatabase = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "org.apache.flink..", "org.apache.kafka..", "java.sql..");

    @ArchTest
    static final ArchRule namesOfClassesHaveAMeaning =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Helper|Impl|Processor)(\\$.*)?");
}
