package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.BurnTier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alert tiers of objectives, from named tables and from alert policies. */
class BurnTiersTest {
    private static final String END = "objectives: [{target: 0.99}]\n";
    private static final String FAST = "kind: burnrate, threshold: 14.4, lookbackWindow: 1h";

    @Test
    void theDefaultIsTheWorkbook() {
        assertThat(OpenSloTexts.definition(OpenSloTexts.SLO).tiers())
                .extracting(BurnTier::name)
                .containsExactly("page-1h", "page-6h", "ticket-1d", "ticket-3d");
    }

    @Test
    void anAnnotationSelectsTheTable() {
        assertThat(OpenSloTexts.definition(annotated("burn-policy: pyrra")).tiers())
                .extracting(BurnTier::name)
                .containsExactly("page-1h", "page-6h", "ticket-1d", "ticket-4d");
        assertThat(OpenSloTexts.definition(annotated("burn-policy: none")).tiers())
                .isEmpty();
        assertThat(OpenSloTexts.errors(annotated("burn-policy: google")))
                .containsExactly("6 metadata.annotations.convergence/burn-policy: must be one of workbook, pyrra, none,"
                        + " not 'google'");
    }

    @Test
    void aTierOfATableThatCannotFireIsSkippedWithAWarning() {
        assertThat(OpenSloTexts.warnings(OpenSloTexts.with("target: 0.99", "target: 0.9")))
                .containsExactly(
                        "17 spec.objectives[0].target: the tier 'page-1h' can never fire: its burn rate of 14.4"
                                + " is not below the highest there is with this target, 10: skipped");
        assertThat(OpenSloTexts.warnings(OpenSloTexts.with("duration: 30d", "duration: 1d")))
                .containsExactly(
                        "17 spec.objectives[0].target: the tier 'ticket-3d' is skipped: its long window of 3d is"
                                + " longer than the timeWindow of 1d");
        String slices = OpenSloTexts.with("budgetingMethod: Occurrences", "budgetingMethod: RatioTimeslices")
                .replace("target: 0.99", "target: 0.99, timeSliceWindow: 10m");
        assertThat(OpenSloTexts.warnings(slices))
                .containsExactly(
                        "17 spec.objectives[0].target: the tier 'page-1h' is skipped: its short window of 5m is"
                                + " shorter than a slice of 10m");
        assertThat(OpenSloTexts.read(slices).definitions().get(0).tiers()).hasSize(3);
    }

    @Test
    void aTierAtTheHighestPossibleBurnRateFiresOnlyWithGte() {
        assertThat(OpenSloTexts.errors(
                        policy("severity: page, condition: {kind: burnrate, threshold: 100, lookbackWindow: 1h}")))
                .containsExactly(
                        "19 spec.alertPolicies[0]: the tier 'own/fast' can never fire: its burn rate of 100 is not"
                                + " below the highest there is with this target, 100");
        assertThat(only("severity: page, condition: {kind: burnrate, op: gte, threshold: 100, lookbackWindow: 1h}")
                        .comparison())
                .isEqualTo(Comparison.GTE);
        assertThat(
                        OpenSloTexts.errors(
                                policy(
                                        "severity: page, condition: {kind: burnrate, op: gte, threshold: 100.000001, lookbackWindow: 1h}")))
                .singleElement()
                .asString()
                .contains("its burn rate of 100 is above the highest there is with this target, 100");
        assertThat(only("severity: page, condition: {kind: burnrate, threshold: 99.999999, lookbackWindow: 1h}")
                        .factorNumerator())
                .isEqualTo(99_999_999);
    }

    @Test
    void anAlertPolicyReplacesTheTable() {
        BurnTier tier = only("description: d, severity: page, condition: {" + FAST + ", alertAfter: 2m}");
        assertThat(tier)
                .isEqualTo(
                        new BurnTier("own/fast", Severity.CRITICAL, 3_600_000, 300_000, 72, 5, Comparison.GT, 120_000));
        assertThat(OpenSloTexts.warnings(policy("severity: page, condition: {" + FAST + "}")
                        .replace("{tenant: acme}", "{tenant: acme}\n  annotations: {convergence/burn-policy: pyrra}")))
                .containsExactly(
                        "6 metadata.annotations.convergence/burn-policy: has no effect: alertPolicies replace it");
    }

    @ParameterizedTest
    @CsvSource({"1m, 1", "12m, 1", "13m, 2", "1h, 5", "6h, 30", "1d, 120", "3d, 360", "1w, 840", "25m, 3"})
    void theShortWindowIsATwelfthInWholeMinutesRoundedUp(String lookback, int minutes) {
        BurnTier tier =
                only("severity: page, condition: {kind: BurnRate, threshold: 2, lookbackWindow: " + lookback + "}");
        assertThat(tier.shortMillis()).isEqualTo(minutes * 60_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "critical, CRITICAL",
        "Page, CRITICAL",
        "error, ERROR",
        "high, ERROR",
        "warning, WARNING",
        "WARN, WARNING",
        "ticket, WARNING",
        "medium, WARNING",
        "info, INFO",
        "low, INFO"
    })
    void severitiesOfAlertRoutersAreUnderstood(String word, Severity severity) {
        assertThat(only("severity: " + word + ", condition: {" + FAST + "}").severity())
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "condition: {kind: burnrate, threshold: 2, lookbackWindow: 1h}|severity: is missing",
                "severity: page|condition: is missing",
                "severity: page, condition: {kind: latency, threshold: 2, lookbackWindow: 1h}|kind: must be burnrate, not 'latency'",
                "severity: page, condition: {kind: burnrate, lookbackWindow: 1h}|threshold: is missing: a burn rate above 0",
                "severity: page, condition: {kind: burnrate, threshold: 0, lookbackWindow: 1h}|threshold: must be a burn rate above 0",
                "severity: page, condition: {kind: burnrate, threshold: 0.0000001, lookbackWindow: 1h}|with at most 6 decimals",
                "severity: page, condition: {kind: burnrate, threshold: 1000001, lookbackWindow: 1h}|at most 1000000",
                "severity: page, condition: {kind: burnrate, threshold: 2}|lookbackWindow: is missing",
                "severity: page, condition: {kind: burnrate, threshold: 2, lookbackWindow: -1h}|must be 1m to 90d in m, h, d or w, not '-1h'",
                "severity: page, condition: {kind: burnrate, threshold: 2, lookbackWindow: 0m}|must be 1m to 90d",
                "severity: page, condition: {kind: burnrate, threshold: 2, lookbackWindow: 1M}|must be 1m to 90d",
                "severity: page, condition: {kind: burnrate, threshold: 2, lookbackWindow: 1h, alertAfter: soon}|alertAfter: must be 0m to 90d",
                "severity: page, condition: {kind: burnrate, op: eq, threshold: 2, lookbackWindow: 1h}|op: must be gt or gte, not 'eq'",
                "severity: page, condition: {kind: burnrate, threshold: 2, lookbackWindow: 1h, for: 2m}|for: is unknown here"
            })
    void anyOtherConditionIsRefused(String spec, String message) {
        assertThat(OpenSloTexts.errors(policy(spec))).singleElement().asString().contains(message);
    }

    @Test
    void policiesAndConditionsCanBeReferredToInEachNotation() {
        String policy = """
                ---
                apiVersion: openslo/v1
                kind: AlertPolicy
                metadata: {name: pages}
                spec:
                  alertWhenBreaching: true
                  conditions: [{conditionRef: slow}, {conditionRef: fast}]
                  notificationTargets: [{targetRef: mail}]
                ---
                apiVersion: openslo/v1
                kind: AlertCondition
                metadata: {name: fast}
                spec: {severity: page, condition: {kind: burnrate, threshold: 14.4, lookbackWindow: 1h}}
                ---
                apiVersion: openslo/v1
                kind: AlertCondition
                metadata: {name: slow}
                spec: {severity: ticket, condition: {kind: burnrate, threshold: 1, lookbackWindow: 3d}}
                ---
                apiVersion: openslo/v1
                kind: AlertNotificationTarget
                metadata: {name: mail}
                spec: {target: email}
                """;
        for (String use : List.of("pages", "{alertPolicyRef: pages}")) {
            String text = OpenSloTexts.with(END, END + "  alertPolicies: [" + use + "]\n") + policy;
            assertThat(OpenSloTexts.warnings(text))
                    .containsExactly(
                            "30 spec.conditions: holds 2 conditions, where OpenSLO v1 allows one: each is a tier of"
                                    + " its own");
            assertThat(OpenSloTexts.read(text).definitions().get(0).tiers())
                    .as("the most urgent first")
                    .extracting(BurnTier::name)
                    .containsExactly("pages/fast", "pages/slow");
        }
        String twice = OpenSloTexts.with(END, END + "  alertPolicies: [pages, pages]\n") + policy;
        assertThat(OpenSloTexts.errors(twice))
                .anySatisfy(line -> assertThat(line).contains("the tier 'pages/fast' is there twice"));
        String broken = OpenSloTexts.with(END, END + "  alertPolicies: [pages]\n")
                + policy.replace("conditionRef: fast", "conditionRef: x");
        assertThat(OpenSloTexts.errors(broken))
                .containsExactly(
                        "18 spec.alertPolicies[0]: AlertPolicy 'pages' has errors itself, at f.yaml:25 (document 3)",
                        "30 spec.conditions[1].conditionRef: no AlertCondition 'x' is defined here for this tenant");
        String alone = OpenSloTexts.with(END, END + "  alertPolicies: [pages]\n");
        assertThat(OpenSloTexts.errors(alone))
                .containsExactly("18 spec.alertPolicies[0]: no AlertPolicy 'pages' is defined here for this tenant");
        String silent = OpenSloTexts.with(END, END + "  alertPolicies: [pages]\n")
                + policy.replace("targetRef: mail", "targetRef: x");
        assertThat(OpenSloTexts.warnings(silent))
                .contains("31 spec.notificationTargets[0].targetRef: no AlertNotificationTarget 'x' is defined here"
                        + " for this tenant");
    }

    @Test
    void aReferenceAndAnInlineDocumentContradictEachOther() {
        String item = "  alertPolicies: [{alertPolicyRef: a, kind: AlertPolicy, spec: {}}]\n";
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(END, END + item)).get(0))
                .contains("spec.alertPolicies[0].kind: contradicts alertPolicyRef: must be one or the other");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(END, END + "  alertPolicies: [{}]\n")))
                .containsExactly("18 spec.alertPolicies[0]: must have alertPolicyRef, or metadata and spec of an inline"
                        + " AlertPolicy");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(END, END + "  alertPolicies: [{conditionRef: fast}]\n")))
                .containsExactly("18 spec.alertPolicies[0]: must have alertPolicyRef, or metadata and spec of an inline"
                        + " AlertPolicy");
    }

    @Test
    void aPolicyThatAlertsWithoutDataHasTiersThatSilenceFires() {
        String text = policy("severity: page, condition: {" + FAST + "}");
        assertThat(OpenSloTexts.definition(text).tiers())
                .extracting(BurnTier::alertsWithoutData)
                .containsExactly(false);
        String alerting = text.replace("conditions:", "alertWhenNoData: true, conditions:");
        assertThat(OpenSloTexts.warnings(alerting)).isEmpty();
        assertThat(OpenSloTexts.definition(alerting).tiers())
                .extracting(BurnTier::alertsWithoutData)
                .containsExactly(true);
    }

    @Test
    void fieldsOfAPolicyThatHaveNoEffectAreWarnings() {
        String text = policy("severity: page, condition: {" + FAST + "}")
                .replace("conditions:", "alertWhenResolved: false, conditions:");
        assertThat(OpenSloTexts.warnings(text))
                .containsExactly(
                        "19 spec.alertPolicies[0].spec.alertWhenResolved: has no effect when false: what fired is always"
                                + " resolved");
        String quiet = policy("severity: page, condition: {" + FAST + "}")
                .replace("conditions:", "alertWhenBreaching: false, conditions:");
        assertThat(OpenSloTexts.warnings(quiet))
                .containsExactly(
                        "19 spec.alertPolicies[0].spec.alertWhenBreaching: is false: no condition of this policy"
                                + " alerts");
        assertThat(OpenSloTexts.read(quiet).definitions().get(0).tiers()).isEmpty();
    }

    @Test
    void anExplicitConditionThatDoesNotFitIsSkippedWithAWarning() {
        String text = policy("severity: page, condition: {kind: burnrate, threshold: 2, lookbackWindow: 60d}");
        assertThat(OpenSloTexts.warnings(text))
                .singleElement()
                .asString()
                .contains("long window of 60d is longer than");
        assertThat(OpenSloTexts.read(text).definitions().get(0).tiers()).isEmpty();
    }

    private static BurnTier only(String spec) {
        List<BurnTier> tiers = OpenSloTexts.definition(policy(spec)).tiers();
        assertThat(tiers).hasSize(1);
        return tiers.get(0);
    }

    private static String policy(String spec) {
        return OpenSloTexts.with(
                END,
                END + "  alertPolicies:\n  - {kind: AlertPolicy, metadata: {name: own}, spec: {conditions: [{kind:"
                        + " AlertCondition, metadata: {name: fast}, spec: {" + spec + "}}]}}\n");
    }

    private static String annotated(String annotation) {
        return OpenSloTexts.with("{tenant: acme}", "{tenant: acme}\n  annotations: {convergence/" + annotation + "}");
    }
}
