package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectivesTest {
    private static final String OBJECTIVES = "objectives: [{target: 0.99}]";

    @ParameterizedTest
    @CsvSource({
        "target: 0, 0",
        "target: 0.0, 0",
        "target: .5, 500000",
        "target: 0.999999, 999999",
        "target: 0.99900000000, 999000",
        "target: +0.75, 750000",
        "targetPercent: 99.99, 999900",
        "targetPercent: 99.9999, 999999",
        "targetPercent: 50, 500000",
        "targetPercent: 0.0001, 1"
    })
    void aTargetIsExactInPartsPerMillion(String target, int ppm) {
        assertThat(noErrors(objective(target)).get(0).targetPpm()).isEqualTo(ppm);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target: 1|must be below 1",
                "target: 100|must be below 1",
                "target: 99999999999999|must be below 1",
                "target: 0.9999999|must be a number from 0 to below 1 with at most 6 decimals",
                "target: -0.1|must be a number from 0",
                "target: 1e-1|must be a plain decimal",
                "target: 0x1|must be a plain decimal",
                "target: .inf|must be a plain decimal",
                "target: 1e999999999|must be a plain decimal",
                "target: \"0.99\"|must be a number, not text",
                "target: [0.99]|must be a number, not a list",
                "targetPercent: 100|must be below 100",
                "targetPercent: 99.99999|must be a number from 0 to below 100 with at most 4 decimals",
                "target: ~|is missing",
                "displayName: a|is missing",
                "target: 0.9, targetPercent: 90|contradicts target"
            })
    void anyOtherTargetIsRefused(String target, String message) {
        assertThat(OpenSloTexts.errors(objective(target)))
                .singleElement()
                .asString()
                .contains(message);
    }

    @Test
    void thereIsAtLeastOneObjective() {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(OBJECTIVES, "objectives: []")))
                .containsExactly("17 spec.objectives: must hold at least one objective");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(OBJECTIVES, "")))
                .containsExactly("7 spec.objectives: is missing: a list of at least one objective with a target");
    }

    @Test
    void listsAreBounded() {
        assertThat(OpenSloTexts.errors(
                        OpenSloTexts.with(OBJECTIVES, "objectives: [" + "{target: 0.9}, ".repeat(101) + "]")))
                .containsExactly("17 spec.objectives: must hold at most 100, not 101");
        assertThat(OpenSloTexts.errors(
                        OpenSloTexts.with(OBJECTIVES, OBJECTIVES + "\n  alertPolicies: [" + "a, ".repeat(9) + "]")))
                .containsExactly("18 spec.alertPolicies: must hold at most 8, not 9");
    }

    @Test
    void severalObjectivesAreNamedByTheirDisplayNameOrIndexAndShareTheSli() {
        List<SloDefinition> definitions = noErrors(OpenSloTexts.with(
                OBJECTIVES, "objectives: [{target: 0.9}, {displayName: A/B c, target: 0.99}, {target: 0.999}]"));
        assertThat(definitions)
                .extracting(SloDefinition::name)
                .containsExactly("checkout-0", "checkout-2", "checkout-A-B c");
        assertThat(definitions)
                .extracting(SloDefinition::generation)
                .containsOnly(definitions.get(0).generation());
    }

    @Test
    void oneObjectiveLeavesTheNameAsItIs() {
        assertThat(noErrors(objective("displayName: Good, target: 0.9")).get(0).name())
                .isEqualTo("checkout");
    }

    @Test
    void displayNamesCombineThoseOfTheSloAndTheObjective() {
        String named = OpenSloTexts.with("  name: checkout\n", "  name: checkout\n  displayName: The Checkout\n");
        assertThat(noErrors(named).get(0).displayName()).isEqualTo("The Checkout");
        assertThat(noErrors(named.replace(OBJECTIVES, "objectives: [{target: 0.9, displayName: a}, {target: 0.8}]")))
                .extracting(SloDefinition::displayName)
                .containsExactly("The Checkout (1)", "The Checkout (a)");
    }

    @Test
    void objectivesWhoseNamesClashAreRefused() {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(
                        OBJECTIVES, "objectives: [{displayName: a, target: 0.9}, {displayName: a, target: 0.99}]")))
                .singleElement()
                .asString()
                .contains(
                        "spec.objectives[1].target: the objective's name 'checkout-a' is already that of one at f.yaml:1");
        String other = OpenSloTexts.SLO
                .substring(0, OpenSloTexts.SLO.indexOf("---"))
                .replace("name: checkout\n", "name: checkout-0\n");
        OpenSlo read = OpenSloTexts.read(
                OpenSloTexts.with(OBJECTIVES, "objectives: [{target: 0.9}, {target: 0.99}]") + "---\n" + other);
        assertThat(OpenSloTexts.lines(read, true))
                .singleElement()
                .asString()
                .contains("'checkout-0' is already that of one");
        assertThat(read.definitions()).hasSize(2);
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(
                        OBJECTIVES,
                        "objectives: [{displayName: " + "x".repeat(125) + ", target: 0.9}, {target: 0.99}]")))
                .singleElement()
                .asString()
                .contains("must be 1 to 128 bytes, not 134");
    }

    @Test
    void operatorsAndValuesBesideARatioMetricAreWarnings() {
        assertThat(OpenSloTexts.warnings(objective("op: lt, value: 500, target: 0.9")))
                .containsExactly(
                        "17 spec.objectives[0].op: has no effect beside a ratioMetric, whose condition says what is good",
                        "17 spec.objectives[0].value: has no effect beside a ratioMetric, whose condition says what is"
                                + " good",
                        "17 spec.objectives[0].target: the tier 'page-1h' can never fire: its burn rate of 14.4 is not"
                                + " below the highest there is with this target, 10: skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"indicator: {}", "indicatorRef: x", "compositeWeight: 2"})
    void compositeObjectivesAreRefused(String field) {
        assertThat(OpenSloTexts.errors(objective("target: 0.99, " + field)))
                .singleElement()
                .asString()
                .contains("composite objectives are not supported");
    }

    @ParameterizedTest
    @CsvSource({
        "1m, 1",
        "5, 5",
        "12m, 12",
        "60m, 60",
        "1h, 60",
        "\"30\", 30",
        "2h, 120",
        "720m, 720",
        "1d, 1440",
        "24h, 1440"
    })
    void slicesAreWholeMinutesThatDivideAnHourOrWholeHoursThatDivideADay(String slice, int minutes) {
        SloDefinition definition = noErrors(sliced("Timeslices", "timeSliceTarget: 0.95, timeSliceWindow: " + slice))
                .get(0);
        assertThat(definition.method()).isEqualTo(BudgetingMethod.TIMESLICES);
        assertThat(definition.sliceTargetPpm()).isEqualTo(950_000);
        assertThat(definition.sliceMillis()).isEqualTo(minutes * 60_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7m", "5h", "0m", "90", "1.5", "x", "[]", "2d", "1w", "1M"})
    void anyOtherSliceIsRefused(String slice) {
        assertThat(OpenSloTexts.errors(sliced("RatioTimeslices", "timeSliceWindow: " + slice)))
                .singleElement()
                .asString()
                .startsWith("17 spec.objectives[0].timeSliceWindow: must be whole minutes that divide an hour");
    }

    @Test
    void eachMethodHasItsOwnFields() {
        assertThat(noErrors(sliced("RatioTimeslices", "timeSliceWindow: 1m"))
                        .get(0)
                        .method())
                .isEqualTo(BudgetingMethod.RATIO_TIMESLICES);
        refuses("Timeslices", "timeSliceWindow: 1m", "timeSliceTarget: is missing");
        refuses("Timeslices", "timeSliceTarget: 1", "timeSliceWindow: is missing");
        refuses("Timeslices", "timeSliceWindow: 1m, timeSliceTarget: 0", "timeSliceTarget: must be a number above 0");
        refuses("Timeslices", "timeSliceWindow: 1m, timeSliceTarget: 1.5", "timeSliceTarget: must be a number above 0");
        refuses("RatioTimeslices", "op: gt", "timeSliceWindow: is missing");
        refuses("RatioTimeslices", "timeSliceWindow: 1m, timeSliceTarget: 0.9", "contradicts budgetingMethod");
        refuses("Occurrences", "timeSliceTarget: 0.9", "contradicts budgetingMethod Occurrences");
        refuses("Occurrences", "timeSliceWindow: 1m", "contradicts budgetingMethod Occurrences");
        refuses("Sometimes", "op: gt", "must be one of Occurrences, Timeslices, RatioTimeslices, not 'Sometimes'");
        assertThat(noErrors(sliced("Timeslices", "timeSliceWindow: 1m, timeSliceTarget: 1"))
                        .get(0)
                        .sliceTargetPpm())
                .isEqualTo(1_000_000);
    }

    @Test
    void aRollingPeriodIsAWholeNumberOfSlices() {
        String text = sliced("RatioTimeslices", "timeSliceWindow: 60m").replace("duration: 30d", "duration: 90m");
        assertThat(OpenSloTexts.errors(text))
                .containsExactly("15 spec.timeWindow: must be a whole number of slices of 60m, not 90m");
    }

    private static void refuses(String method, String fields, String message) {
        assertThat(OpenSloTexts.errors(sliced(method, fields)))
                .singleElement()
                .asString()
                .contains(message);
    }

    private static String objective(String fields) {
        return OpenSloTexts.with(OBJECTIVES, "objectives: [{" + fields + "}]");
    }

    private static String sliced(String method, String fields) {
        return objective("target: 0.99, " + fields)
                .replace("budgetingMethod: Occurrences", "budgetingMethod: " + method);
    }

    private static List<SloDefinition> noErrors(String text) {
        OpenSlo read = OpenSloTexts.read(text);
        assertThat(OpenSloTexts.lines(read, true)).isEmpty();
        return read.definitions();
    }
}
