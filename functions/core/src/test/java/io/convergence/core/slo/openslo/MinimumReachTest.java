package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.AlertMinimums;
import org.junit.jupiter.api.Test;

/** Least counts of an objective, and warnings of tiers that can never reach them. */
class MinimumReachTest {
    private static final String NEVER_50 = " has at most %d events, and it fires with at least 50 events; set the"
            + " annotation convergence/min-events";

    private static String annotated(String text, String annotations) {
        return text.replace("{tenant: acme}", "{tenant: acme}\n  annotations: {" + annotations + "}");
    }

    private static String checks() {
        return OpenSloTexts.good("synthetic", "{host: www.acme.example}", "{success: true}");
    }

    @Test
    void minimumsComeFromAnnotations() {
        assertThat(OpenSloTexts.definition(
                                annotated(OpenSloTexts.SLO, "convergence/min-events: 5, convergence/min-bad: 1"))
                        .minimums())
                .isEqualTo(new AlertMinimums(5, 1));
        assertThat(OpenSloTexts.definition(OpenSloTexts.SLO).minimums()).isEqualTo(AlertMinimums.NONE);
    }

    @Test
    void aMinimumIsAWholeNumberFromOne() {
        for (String value : new String[] {"0", "-1", "1.5", "many", "1000001"}) {
            assertThat(OpenSloTexts.errors(annotated(OpenSloTexts.SLO, "convergence/min-events: " + value)))
                    .singleElement()
                    .asString()
                    .contains("metadata.annotations.convergence/min-events: must be a whole number from 1 to 1000000");
        }
    }

    @Test
    void aCheckEvery8MinutesNeverReachesTheDefault() {
        assertThat(OpenSloTexts.warnings(annotated(checks(), "convergence/check-interval: 8m")))
                .containsExactly(
                        "6 metadata.annotations.convergence/check-interval: the tier 'page-1h' can never fire: its long"
                                + " window of 1h" + NEVER_50.formatted(8),
                        "6 metadata.annotations.convergence/check-interval: the tier 'page-6h' can never fire: its long"
                                + " window of 6h" + NEVER_50.formatted(45));
        assertThat(OpenSloTexts.warnings(
                        annotated(checks(), "convergence/check-interval: 8m, convergence/min-events: 5")))
                .isEmpty();
    }

    @Test
    void oneVerdictAMinuteReachesTheDefaultInAnHourOnly() {
        String verdicts = "{verdict: {notIn: [user_impact_confirmed]}}";
        String oneApp = "{app: shop, host: www.acme.example}";

        assertThat(OpenSloTexts.warnings(OpenSloTexts.good("convergence", oneApp, verdicts)))
                .isEmpty();
        assertThat(OpenSloTexts.warnings(
                        annotated(OpenSloTexts.good("convergence", oneApp, verdicts), "convergence/min-events: 61")))
                .singleElement()
                .asString()
                .contains("the tier 'page-1h' can never fire: its long window of 1h has at most 60 events");
        assertThat(OpenSloTexts.warnings(annotated(
                        OpenSloTexts.good("convergence", "{app: shop}", verdicts), "convergence/min-events: 61")))
                .isEmpty();
    }

    @Test
    void aLongWindowHoldsAFixedNumberOfSlices() {
        String sliced = OpenSloTexts.SLO
                .replace("budgetingMethod: Occurrences", "budgetingMethod: RatioTimeslices")
                .replace("target: 0.99", "target: 0.99, timeSliceWindow: 5m");

        assertThat(OpenSloTexts.warnings(sliced)).isEmpty();
        assertThat(OpenSloTexts.warnings(annotated(sliced, "convergence/min-bad: 13")))
                .containsExactly(
                        "18 spec.objectives[0].target: the tier 'page-1h' can never fire: its long window of 1h"
                                + " has at most 12 slices, and it fires with at least 13 bad slices; set the annotation"
                                + " convergence/min-bad");
    }
}
