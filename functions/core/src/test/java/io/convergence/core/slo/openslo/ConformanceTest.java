package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.NamedValues;
import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of OpenSLO v1 (https://github.com/OpenSLO/OpenSLO) that are optional or have defaults there. */
class ConformanceTest {
    private static final String OBJECTIVES = "objectives: [{target: 0.99}]\n";
    private static final String CONDITION = "{threshold: 14.4, lookbackWindow: 1h}";

    @Test
    void aServiceNeedsNoSpec() {
        OpenSlo read = OpenSloTexts.read("""
                - apiVersion: openslo/v1
                  kind: Service
                  metadata: {name: my-service-1, labels: {tenant: acme}}
                - apiVersion: openslo/v1
                  kind: Service
                  metadata: {name: my-service-2}
                ---
                apiVersion: openslo/v1
                kind: Service
                metadata: {name: my-service-3}
                spec:
                """);
        assertThat(read.problems()).isEmpty();
        assertThat(read.documents()).hasSize(3);
    }

    @Test
    void aTextWithoutDocumentsIsAnError() {
        for (String text : List.of("", "\n", "# nothing\n", "---\n", "~", "---\n---\n", "[]")) {
            assertThat(OpenSloTexts.errors(text)).as(text).containsExactly("1 : the text has no document");
        }
        assertThat(OpenSloTexts.read(OpenSloTexts.SLO + "---\n").problems()).isEmpty();
    }

    @Test
    void isRollingIsFalseWhenItIsLeftOutBesideACalendar() {
        String text = OpenSloTexts.with(
                "{duration: 30d, isRolling: true}",
                "{duration: 1w, calendar: {startTime: 2022-01-01 12:00:00, timeZone: America/New_York}}");
        assertThat(OpenSloTexts.definition(text).period())
                .isEqualTo(new Period(1, "w", false, "2022-01-01T12:00:00", "America/New_York"));
    }

    @Test
    void theKindOfAConditionIsBurnrateWhenItIsLeftOut() {
        assertThat(OpenSloTexts.definition(policy("severity: page, condition: " + CONDITION))
                        .tiers())
                .containsExactly(
                        new BurnTier("own/fast", Severity.CRITICAL, 3_600_000, 300_000, 72, 5, Comparison.GT, 0));
    }

    @ParameterizedTest
    @CsvSource({"lte, gte, GTE", "lt, gt, GT"})
    void aComparisonForTooLittleBurningIsReadAsItsOpposite(String op, String label, Comparison comparison) {
        String text = policy("severity: page, condition: {kind: burnrate, op: " + op
                + ", threshold: 2, lookbackWindow: 1h, alertAfter: 5m}");
        assertThat(OpenSloTexts.warnings(text))
                .containsExactly("19 spec.alertPolicies[0].spec.conditions[0].spec.condition.op: " + op + " is read as "
                        + label + ": an alert is for a burn rate above its threshold");
        assertThat(OpenSloTexts.read(text).definitions().get(0).tiers())
                .extracting(BurnTier::comparison)
                .containsExactly(comparison);
    }

    @ParameterizedTest
    @CsvSource({"sev1", "P1", "\"2\"", "urgent"})
    void anUnknownSeverityIsReadAsWarning(String severity) {
        String text = policy("severity: " + severity + ", condition: " + CONDITION);
        assertThat(OpenSloTexts.warnings(text))
                .singleElement()
                .asString()
                .contains("severity: is read as warning: known are critical (or page), error (or high)");
        assertThat(OpenSloTexts.read(text).definitions().get(0).tiers())
                .extracting(BurnTier::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void twoPoliciesCanShareACondition() {
        String text = OpenSloTexts.with(OBJECTIVES, OBJECTIVES + "  alertPolicies: [pages, mails]\n") + """
                ---
                - apiVersion: openslo/v1
                  kind: AlertPolicy
                  metadata: {name: pages}
                  spec: {conditions: [{conditionRef: fast}], notificationTargets: [{targetRef: pager}]}
                - apiVersion: openslo/v1
                  kind: AlertPolicy
                  metadata: {name: mails}
                  spec: {conditions: [{conditionRef: fast}]}
                - apiVersion: openslo/v1
                  kind: AlertCondition
                  metadata: {name: fast}
                  spec: {severity: page, condition: {threshold: 14.4, lookbackWindow: 1h}}
                - apiVersion: openslo/v1
                  kind: AlertNotificationTarget
                  metadata: {name: pager}
                  spec: {target: pagerduty}
                """;
        assertThat(OpenSloTexts.definition(text).tiers())
                .extracting(BurnTier::name)
                .containsExactly("pages/fast", "mails/fast");
    }

    @Test
    void aPolicyHasExactlyOneCondition() {
        String conditions = "conditions: [{kind: AlertCondition, metadata: {name: fast}, spec: {severity: page,"
                + " condition: " + CONDITION + "}}]";
        String text = policy("severity: page, condition: " + CONDITION);
        assertThat(text).contains(conditions);
        assertThat(OpenSloTexts.errors(text.replace(conditions, "conditions: []")))
                .containsExactly("19 spec.alertPolicies[0].spec.conditions: must hold a condition");
        assertThat(OpenSloTexts.errors(text.replace(conditions, "description: none")))
                .containsExactly("19 spec.alertPolicies[0].spec.conditions: is missing: a list of conditions or of"
                        + " conditionRef");
        String second = conditions.substring("conditions: [".length()).replace("fast", "slow");
        assertThat(OpenSloTexts.warnings(text.replace("}}}]}}", "}}}, " + second + "}}")))
                .containsExactly("19 spec.alertPolicies[0].spec.conditions: holds 2 conditions, where OpenSLO v1 allows"
                        + " one: each is a tier of its own");
    }

    @Test
    void aCalendarBesideARollingWindowIsAWarning() {
        assertThat(OpenSloTexts.warnings(OpenSloTexts.with(
                        "isRolling: true",
                        "isRolling: true, calendar: {startTime: 2022-01-01 12:00:00, timeZone: UTC}")))
                .containsExactly("15 spec.timeWindow[0].calendar: has no effect when isRolling is true");
    }

    @Test
    void labelsAndNotificationTargetsArePartOfTheDefinition() {
        String text = OpenSloTexts.with(
                        "{tenant: acme}", "{tenant: acme, team: [web, shop], cost-centre: 0012, empty: \"\"}")
                .replace(
                        OBJECTIVES,
                        "objectives: [{target: 0.99}, {displayName: strict, target: 0.999}]\n"
                                + "  alertPolicies: [{kind: AlertPolicy, metadata: {name: own}, spec: {conditions: [{kind:"
                                + " AlertCondition, metadata: {name: fast}, spec: {severity: page, condition: "
                                + CONDITION
                                + "}}], notificationTargets: [{targetRef: mail}, {kind: AlertNotificationTarget, metadata: {name:"
                                + " pager}, spec: {target: pagerduty}}, {targetRef: mail}]}}]\n");
        OpenSlo read = OpenSloTexts.read(text);
        List<NamedValues> labels = List.of(
                new NamedValues("team", List.of("web", "shop")),
                new NamedValues("cost-centre", List.of("0012")),
                new NamedValues("empty", List.of("")));
        List<NamedValues> targets = List.of(new NamedValues("own/fast", List.of("mail", "pager")));
        assertThat(read.definitions()).extracting(SloDefinition::name).containsExactly("checkout-0", "checkout-strict");
        assertThat(read.definitions())
                .extracting(SloDefinition::metadata)
                .containsOnly(new SloMetadata(labels, targets));
        assertThat(OpenSloTexts.definition(OpenSloTexts.SLO).metadata()).isEqualTo(SloMetadata.NONE);
    }

    @Test
    void anObjectiveOnAPercentileHasGoodSlicesInWhichThatShareOfEventsIsGood() {
        SloDefinition definition = OpenSloTexts.definition(percentile("lcp_ms", "75", "op: lte, value: 2500"));
        assertThat(definition.method()).isEqualTo(BudgetingMethod.TIMESLICES);
        assertThat(definition.sliceTargetPpm()).isEqualTo(750_000);
        assertThat(definition.sliceMillis()).isEqualTo(300_000);
        assertThat(definition.sli().good()).isEqualTo(Condition.measurement("lcp_ms", Comparison.LTE, 2500));
        SloDefinition ratio = OpenSloTexts.definition(OpenSloTexts.good("rum", "{app: shop}", "{lcp_ms: {lte: 2500}}")
                .replace("budgetingMethod: Occurrences", "budgetingMethod: Timeslices")
                .replace("target: 0.99", "target: 0.99, timeSliceTarget: 0.75, timeSliceWindow: 5m"));
        assertThat(definition).isEqualTo(ratio);
        assertThat(OpenSloTexts.definition(percentile("cls", "99.9", "op: lt, value: 0.1"))
                        .sliceTargetPpm())
                .isEqualTo(999_000);
        assertThat(OpenSloTexts.definition(percentile("cls", "100", "op: lt, value: 0.1"))
                        .sliceTargetPpm())
                .isEqualTo(1_000_000);
    }

    @Test
    void objectivesOnAPercentileHaveAGenerationForEachValue() {
        String text = percentile("lcp_ms", "75", "op: lte, value: 2500")
                .replace(
                        "timeSliceWindow: 5m}",
                        "timeSliceWindow: 5m}, {target: 0.9, op: lte, value: 4000, timeSliceWindow: 5m}");
        List<SloDefinition> definitions = OpenSloTexts.read(text).definitions();
        assertThat(definitions)
                .extracting(definition -> definition.sli().good().threshold())
                .containsExactly(2500.0, 4000.0);
        assertThat(definitions).extracting(SloDefinition::generation).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lcp_ms|75|op: gte, value: 1|op: must be lte or lt for a percentile, which is good when it is low, not 'gte'",
                "lcp_ms|75|op: eq, value: 1|op: must be lte or lt for a percentile",
                "lcp_ms|75|value: 1|op: is missing: lte or lt",
                "lcp_ms|75|op: lte|value: is missing: the number with which the percentile is compared",
                "lcp_ms|75|op: lte, value: -1|value: must be a number from 0 to 86400000",
                "lcp_ms|0|op: lte, value: 1|percentile: must be a number above 0 and at most 100",
                "lcp_ms|100.1|op: lte, value: 1|percentile: must be a number above 0 and at most 100",
                "lcp_ms|99.99999|op: lte, value: 1|with at most 4 decimals",
                "lcp_ms|p75|op: lte, value: 1|percentile: must be a number, not text",
                "duration_ms|75|op: lte, value: 1|metric: 'duration_ms' is no measurement of rum, whose measurements are lcp_ms"
            })
    void anyOtherObjectiveOnAPercentileIsRefused(String metric, String percentile, String objective, String message) {
        assertThat(OpenSloTexts.errors(percentile(metric, percentile, objective)))
                .singleElement()
                .asString()
                .contains(message);
    }

    @Test
    void aPercentileNeedsTimeslices() {
        for (String method : List.of("Occurrences", "RatioTimeslices")) {
            String text = percentile("lcp_ms", "75", "op: lte, value: 2500")
                    .replace("budgetingMethod: Timeslices", "budgetingMethod: " + method)
                    .replace(method.equals("Occurrences") ? ", timeSliceWindow: 5m" : "|", "");
            assertThat(OpenSloTexts.errors(text))
                    .containsExactly("14 spec.budgetingMethod: must be Timeslices for a thresholdMetric, which has one"
                            + " percentile in each slice, not " + method);
        }
        assertThat(OpenSloTexts.warnings(percentile("lcp_ms", "75", "op: lte, value: 2500, timeSliceTarget: 0.9")))
                .containsExactly(
                        "15 spec.objectives[0].timeSliceTarget: has no effect beside a thresholdMetric, which has"
                                + " one percentile in each slice");
    }

    @Test
    void aPercentileCanBeReferredToAndGrouped() {
        String text = percentile("lcp_ms", "75", "op: lte, value: 2500").replace("where:", "groupBy: [host], where:");
        int from = text.indexOf("  indicator:");
        int to = text.indexOf("  timeWindow:");
        String indicator =
                text.substring(text.indexOf("      thresholdMetric:"), to).replaceAll("(?m)^    ", "");
        String referring = text.substring(0, from) + "  indicatorRef: p75\n" + text.substring(to)
                + "---\napiVersion: openslo/v1\nkind: SLI\nmetadata: {name: p75}\nspec:\n" + indicator;
        assertThat(OpenSloTexts.definition(referring)).isEqualTo(OpenSloTexts.definition(text));
        assertThat(OpenSloTexts.definition(referring).sli().groupBy()).containsExactly("host");
    }

    @Test
    void aPercentileOfSyntheticResultsIsThatOfTheirDurations() {
        String text = percentile("duration_ms", "95", "op: lte, value: 800")
                .replace("source: rum, where: {app: shop}", "source: synthetic");
        assertThat(OpenSloTexts.definition(text).sli().good())
                .isEqualTo(Condition.measurement("duration_ms", Comparison.LTE, 800));
        assertThat(OpenSloTexts.errors(text.replace("source: synthetic", "source: joint")))
                .singleElement()
                .asString()
                .contains("metric: 'duration_ms' is no measurement of joint, which has none");
    }

    @Test
    void aThresholdMetricAndARatioMetricContradictEachOther() {
        String text = percentile("lcp_ms", "75", "op: lte, value: 2500")
                .replace(
                        "      thresholdMetric:",
                        "      ratioMetric: {total: {metricSource: {type: convergence, spec: {source: rum}}}, good:"
                                + " {metricSource: {type: convergence, spec: {source: rum, good: {ok: true}}}}}\n"
                                + "      thresholdMetric:");
        assertThat(OpenSloTexts.errors(text))
                .containsExactly(
                        "12 spec.indicator.spec.thresholdMetric: contradicts ratioMetric: must be exactly one of"
                                + " both");
    }

    private static String percentile(String metric, String percentile, String objective) {
        int from = OpenSloTexts.SLO.indexOf("      ratioMetric:");
        int to = OpenSloTexts.SLO.indexOf("  timeWindow:");
        return (OpenSloTexts.SLO.substring(0, from)
                        + "      thresholdMetric:\n        metricSource: {type: convergence, spec: {source: rum, where: {app:"
                        + " shop}, metric: " + metric + ", percentile: " + percentile + "}}\n"
                        + OpenSloTexts.SLO.substring(to))
                .replace("budgetingMethod: Occurrences", "budgetingMethod: Timeslices")
                .replace("target: 0.99", "target: 0.99, " + objective + ", timeSliceWindow: 5m");
    }

    private static String policy(String spec) {
        return OpenSloTexts.with(
                OBJECTIVES,
                OBJECTIVES
                        + "  alertPolicies:\n  - {kind: AlertPolicy, metadata: {name: own}, spec: {conditions: [{kind:"
                        + " AlertCondition, metadata: {name: fast}, spec: {" + spec + "}}]}}\n");
    }
}
