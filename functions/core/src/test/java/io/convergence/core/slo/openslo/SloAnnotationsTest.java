package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.AlertBy;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Annotations that start with {@code convergence/}. */
class SloAnnotationsTest {
    @Test
    void urlsBecomePartOfTheDefinition() {
        SloDefinition definition = OpenSloTexts.definition(
                annotated(
                        "convergence/runbook-url: \"https://wiki.example/run?a=b#c\", convergence/url: \"http://d.example:80/\""));
        assertThat(definition.runbookUrl()).isEqualTo("https://wiki.example/run?a=b#c");
        assertThat(definition.url()).isEqualTo("http://d.example:80/");
        SloDefinition plain = OpenSloTexts.definition(OpenSloTexts.SLO);
        assertThat(plain.runbookUrl()).isNull();
        assertThat(plain.url()).isNull();
    }

    @Test
    void onlyWebAddressesAreUrls() {
        for (String url :
                List.of("javascript:alert(1)", "ftp://a.example", "a.example", "https://", "http://a b", "x")) {
            assertThat(OpenSloTexts.errors(annotated("convergence/url: \"" + url + '"')))
                    .containsExactly(
                            "6 metadata.annotations.convergence/url: must be an http or https URL of at most 2048"
                                    + " characters, not '" + url + "'");
        }
        assertThat(OpenSloTexts.errors(annotated("convergence/url: \"http://a.example/" + "x".repeat(2048) + '"')))
                .hasSize(1);
    }

    @Test
    void theNoDataPolicyComesFromAnAnnotation() {
        for (NoDataPolicy policy : NoDataPolicy.values()) {
            assertThat(OpenSloTexts.definition(sliced(annotated("convergence/no-data: " + policy.label())))
                            .noData())
                    .isEqualTo(policy);
        }
        assertThat(OpenSloTexts.definition(sliced(OpenSloTexts.SLO)).noData()).isEqualTo(NoDataPolicy.IGNORE);
        assertThat(OpenSloTexts.errors(annotated("convergence/no-data: maybe")).get(0))
                .contains("must be one of ignore, good, bad");
        assertThat(OpenSloTexts.warnings(annotated("convergence/no-data: bad")))
                .containsExactly(
                        "6 metadata.annotations.convergence/no-data: has no effect for Occurrences, which have no"
                                + " slices");
    }

    @Test
    void groupsAlertByThemselvesUnlessAnAnnotationSaysOtherwise() {
        assertThat(OpenSloTexts.definition(grouped(OpenSloTexts.SLO)).alertBy()).isEqualTo(AlertBy.GROUP);
        for (AlertBy alertBy : AlertBy.values()) {
            String text = grouped(annotated("convergence/alert-by: " + alertBy.label()));
            assertThat(OpenSloTexts.definition(text).alertBy()).isEqualTo(alertBy);
            assertThat(OpenSloTexts.warnings(text)).isEmpty();
        }
    }

    @Test
    void anUnknownFormOfAlertsIsOneError() {
        assertThat(OpenSloTexts.errors(grouped(annotated("convergence/alert-by: host"))))
                .containsExactly(
                        "6 metadata.annotations.convergence/alert-by: must be one of group, objective, not 'host'");
    }

    @Test
    void theFormOfAlertsHasNoEffectWithoutGroups() {
        assertThat(OpenSloTexts.warnings(annotated("convergence/alert-by: objective")))
                .containsExactly(
                        "6 metadata.annotations.convergence/alert-by: has no effect: the objective has no groupBy");
    }

    @Test
    void anUnknownAnnotationWithThePrefixIsAWarningAndAnyOtherIsAccepted() {
        assertThat(OpenSloTexts.warnings(annotated("convergence/burnpolicy: pyrra, example/any: [1]")))
                .containsExactly("6 metadata.annotations.convergence/burnpolicy: is unknown; known are"
                        + " convergence/alert-by, convergence/burn-policy, convergence/check-interval, convergence/min-bad,"
                        + " convergence/min-events, convergence/no-data, convergence/runbook-url, convergence/url");
        assertThat(OpenSloTexts.warnings(OpenSloTexts.with(
                        "metadata: {name: shop}", "metadata: {name: shop, annotations: {convergence/url: x}}")))
                .containsExactly("21 metadata.annotations.convergence/url: has no meaning here");
    }

    private static String annotated(String annotations) {
        return OpenSloTexts.with("{tenant: acme}", "{tenant: acme}\n  annotations: {" + annotations + "}");
    }

    private static String grouped(String text) {
        return text.replace("source: rum, where: {app: shop}}", "source: rum, where: {app: shop}, groupBy: [host]}");
    }

    private static String sliced(String text) {
        return text.replace("budgetingMethod: Occurrences", "budgetingMethod: RatioTimeslices")
                .replace("target: 0.99", "target: 0.99, timeSliceWindow: 1m");
    }
}
