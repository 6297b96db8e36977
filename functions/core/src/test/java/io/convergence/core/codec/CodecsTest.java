package io.convergence.core.codec;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.NOW;
import static io.convergence.core.samples.Samples.confirmed;
import static io.convergence.core.samples.Samples.errorSignal;
import static io.convergence.core.samples.Samples.signal;
import static io.convergence.core.samples.Samples.silent;
import static io.convergence.core.samples.Samples.vitalSignal;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.signal.ErrorEvidence;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.VitalEvidence;
import io.convergence.core.verdict.CollapseCounts;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.Trust;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.ViewCounts;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.LateBeacons;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodecsTest {
    private static final SignalCodec SIGNALS = new SignalCodec(
            Thresholds.DEFAULTS,
            new SignalLinks("https://runbooks.example/{kind}", "https://console.example/?app={app}&host={host}"));

    @Test
    void aVerdictIsFlatJsonInTheDocumentedOrder() {
        assertThat(text(VerdictCodec.encode(confirmed("checkout", NOON), NOW))).isEqualTo(one("""
                        {"tenant":"acme","app":"checkout","host":"web.acme.example",
                        "window_start":1780659900000,"window_end":1780660800000,
                        "verdict":"user_impact_confirmed","previous_verdict":"healthy",
                        "rum_degraded":true,"synthetic_degraded":true,
                        "views":170,"error_views":40,"error_rate":0.23529411764705882,
                        "lcp_samples":160,"p75_lcp_ms":5200.5,"p75_ttfb_ms":120.0,"p75_inp_ms":null,"p75_cls":0.02,
                        "synthetic_samples":4,"synthetic_failures":3,
                        "synthetic_recent_samples":2,"synthetic_recent_failures":1,"synthetic_window_ms":900000,
                        "rum_data":"sufficient","synthetic_data":"observed","trust":"synthetic_corroborated",
                        "views_previous_window":900,
                        "collapse_since":null,"collapse_width_ms":null,"expected_views":null,"missing_views":null,
                        "incident_opened_at":"2026-06-05T11:50:00.000Z","incident_views":120,
                        "incident_error_views":30,"changed":true,"emitted_at":"2026-06-05T12:00:05.600Z"}"""));
    }

    @Test
    void aVerdictWithoutSamplesHasNulls() {
        assertThat(text(VerdictCodec.encode(silent(), NOW)))
                .contains("\"previous_verdict\":null", "\"error_rate\":null", "\"p75_lcp_ms\":null", "\"p75_cls\":null")
                .contains("\"changed\":false");
    }

    @Test
    void aFiringSignalCarriesTheWholeEnvelope() {
        Signal signal =
                signal(SignalKind.USER_IMPACT_CORRELATED, 2, SignalStatus.FIRING, SignalReason.THRESHOLD, "checkout");
        assertThat(text(SIGNALS.encode(signal, NOW))).isEqualTo(one("""
                        {"schema_version":1,"id":"%s",
                        "dedup_key":"acme/rum.user_impact_correlated/checkout/web.acme.example",
                        "episode":1780660200000,"sequence":2,"status":"firing","event_action":"trigger",
                        "incident":"acme/checkout/web.acme.example/1780660200000",
                        "reason":"threshold","name":"UserImpactCorrelated","plane":"rum",
                        "kind":"rum.user_impact_correlated","severity":"warning",
                        "tenant":"acme","app":"checkout","host":"web.acme.example","service":"checkout",
                        "slo":null,"group":null,"tier":null,
                        "labels":{"alertname":"UserImpactCorrelated","severity":"warning","plane":"rum",
                        "kind":"rum.user_impact_correlated","tenant":"acme","app":"checkout",
                        "host":"web.acme.example","service":"checkout"},
                        "slo_labels":{},"notification_targets":[],
                        "title":"Users of checkout on web.acme.example are affected: 23.5%% of 170 views had errors, \
                        p75 LCP 5201 ms; checks fail (3 of 4)",
                        "message":"From 2026-06-05T11:45:00.000Z to 2026-06-05T12:00:00.000Z, 40 of 170 page views (23.5%%) \
                        had an error or a failed request, and p75 LCP was 5201 ms over 160 views. Users count as affected \
                        from 10.0%% error views, or a p75 LCP of 4000 ms over at least 20 views, with at least 20 views. \
                        The incident began at 11:50 UTC; since then 30 of 120 views had errors. 3 of 4 synthetic results of the last 15 min \
                        failed (75.0%%; degraded from 50.0%%). Start with what checks and users share: recent \
                        deployments, the host, its network and backends.",
                        "runbook_url":"https://runbooks.example/rum.user_impact_correlated",
                        "url":"https://console.example/?app=checkout&host=web.acme.example",
                        "starts_at":"2026-06-05T11:50:00.000Z","ends_at":null,
                        "occurred_at":"2026-06-05T12:00:00.000Z","emitted_at":"2026-06-05T12:00:05.600Z",
                        "lastReceived":"2026-06-05T12:00:05.600Z",
                        "fingerprint":"acme/rum.user_impact_correlated/checkout/web.acme.example",
                        "evidence":{"verdict":"user_impact_confirmed","previous_verdict":"healthy",
                        "views":170,"error_views":40,"error_rate":0.23529411764705882,"p75_lcp_ms":5200.5,
                        "synthetic_samples":4,"synthetic_failures":3,
                        "synthetic_recent_samples":2,"synthetic_recent_failures":1,"synthetic_window_ms":900000,
                        "window_start":1780659900000,"window_end":1780660800000,
                        "collapse_since":null,"collapse_width_ms":null,"expected_views":null,"missing_views":null,
                        "incident_opened_at":"2026-06-05T11:50:00.000Z","incident_views":120,
                        "incident_error_views":30,"incident_missing_views":0},"replay":false}""".formatted(signal.id())));
    }

    @Test
    void aResolvedSignalHasAnEndAndAReason() {
        String recovered = text(SIGNALS.encode(
                signal(SignalKind.USER_IMPACT_UNSEEN, 3, SignalStatus.RESOLVED, SignalReason.RECOVERED, "checkout"),
                NOW));
        assertThat(recovered)
                .contains("\"event_action\":\"resolve\"", "\"reason\":\"recovered\"")
                .contains("\"ends_at\":\"2026-06-05T12:00:00.000Z\"")
                .contains("are back to normal after 10 min")
                .contains("Back to normal after 10 min; 30 of 120 views had errors.");
        String thin = text(SIGNALS.encode(
                signal(SignalKind.USER_IMPACT_UNSEEN, 3, SignalStatus.RESOLVED, SignalReason.NO_DATA, "checkout"),
                NOW));
        assertThat(thin).contains("\"reason\":\"no_data\"", "too few views to tell");
    }

    @Test
    void theTextOfACollapseHasTheMissingViewsAndNoErrorRateOfViewsThatNeverCame() {
        CollapseCounts collapse = new CollapseCounts(NOON - 600_000, 300_000, 60, 118, 2);
        for (ViewCounts views : List.of(new ViewCounts(0, 0, 0, 900), new ViewCounts(62, 0, 60, 900))) {
            Signal signal = firing(decision(true, true), views, collapse);
            assertThat(SIGNALS.title(signal))
                    .isEqualTo("Views of checkout on web.acme.example fell to 2 in 5 min, usual are 60; "
                            + "checks fail (3 of 4); 118 missing since 11:50 UTC");
            assertThat(SIGNALS.message(signal))
                    .startsWith("Page views fell to 2 in 5 min where about 60 are usual, 118 missing since 11:50 UTC.")
                    .doesNotContain("are affected");
        }
        assertThat(SIGNALS.message(firing(decision(true, true), new ViewCounts(0, 0, 0, 900), collapse)))
                .contains("no view arrived, so error rate and speed are unknown; the window before had 900.");
    }

    @Test
    void theTextOfASilentWindowDoesNotCallUsersAffected() {
        Signal signal = firing(decision(false, false), new ViewCounts(0, 0, 0, 900), null);
        assertThat(SIGNALS.title(signal))
                .isEqualTo("Users of checkout on web.acme.example were affected until shortly before 12:00 UTC; "
                        + "checks fail (3 of 4)");
        assertThat(SIGNALS.message(signal))
                .contains("no view arrived, so error rate and speed are unknown; the window before had 900.")
                .doesNotContain("are affected");
    }

    /** A firing signal about an outage during which the checks fail. */
    private static Signal firing(Decision decision, ViewCounts views, @Nullable CollapseCounts collapse) {
        VerdictRecord before = confirmed("checkout", NOON);
        VerdictRecord verdict = new VerdictRecord(
                before.key(),
                before.windowStart(),
                before.windowEnd(),
                decision,
                before.previousVerdict(),
                true,
                views,
                Vitals.NONE,
                before.checks(),
                collapse,
                before.incident());
        return new Signal(
                SignalKind.USER_IMPACT_CORRELATED,
                SignalSubject.appHost("acme", "checkout", "web.acme.example"),
                NOON - 600_000,
                1,
                SignalStatus.FIRING,
                SignalReason.THRESHOLD,
                NOON,
                verdict,
                null,
                false);
    }

    private static Decision decision(boolean rumDegraded, boolean byCollapse) {
        return new Decision(
                rumDegraded ? Verdict.USER_IMPACT_CONFIRMED : Verdict.SYNTHETIC_ONLY_NO_USER_IMPACT,
                rumDegraded,
                byCollapse,
                true,
                false,
                byCollapse ? RumData.COLLAPSED : RumData.ABSENT,
                SyntheticData.OBSERVED,
                rumDegraded ? Trust.SYNTHETIC_CORROBORATED : Trust.SYNTHETIC_ONLY);
    }

    @Test
    void onlyTheTimeOfWritingDiffersBetweenTwoRuns() {
        Signal signal =
                signal(SignalKind.USER_IMPACT_UNSEEN, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "checkout");
        String first = text(SIGNALS.encode(signal, NOW));
        String second = text(SIGNALS.encode(signal, NOW.plusSeconds(60)));
        assertThat(first).isNotEqualTo(second);
        assertThat(first.replace("12:00:05.600Z", "12:01:05.600Z")).isEqualTo(second);
    }

    @Test
    void titlesAndMessagesAreWithinTheirLimits() {
        Signal signal =
                signal(SignalKind.USER_IMPACT_UNSEEN, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "a".repeat(250));
        assertThat(SIGNALS.title(signal)).hasSize(130).endsWith("...");
        assertThat(SIGNALS.message(signal)).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    void aSignalAboutAPerformanceBudgetNamesTheVitalThePageAndTheMeasuredValues() {
        Signal firing = vitalSignal(
                SignalStatus.FIRING,
                SignalReason.THRESHOLD,
                "/cart",
                new VitalEvidence("lcp", "/cart", 900_000, 2500.0, 3100.4, 1640, 512));
        assertThat(firing.dedupKey()).isEqualTo("acme/rum.budget_exceeded/shop/web.acme.example/lcp:/cart");
        assertThat(firing.incident()).isNull();
        assertThat(SIGNALS.title(firing))
                .isEqualTo("LCP of /cart of shop on web.acme.example is over its budget: p75 3100 ms, budget 2500 ms, "
                        + "1,640 values");
        assertThat(SIGNALS.message(firing))
                .startsWith(
                        "In the 15 min before 12:00 UTC, 512 of 1,640 values (31.2%) of LCP on /cart were over their "
                                + "budget of 2500 ms, and p75 was 3100 ms.");
        assertThat(text(SIGNALS.encode(firing, NOW)))
                .contains(one("""
                        "evidence":{"metric":"lcp","page":"/cart","window_ms":900000,"budget":2500.0,"p75":3100.4,
                        "samples":1640,"exceeding":512}"""))
                .contains("\"group\":\"lcp:/cart\"")
                .contains("\"severity\":\"warning\"");

        Signal silent = vitalSignal(
                SignalStatus.RESOLVED,
                SignalReason.NO_DATA,
                "/" + "a".repeat(300),
                new VitalEvidence("cls", "/" + "a".repeat(300), 900_000, null, null, 0, 0));
        assertThat(SIGNALS.title(silent))
                .hasSize(130)
                .endsWith(": too few values to tell whether the budget is exceeded");
        assertThat(SIGNALS.message(silent)).contains("no value of CLS on");
        Signal shifted = vitalSignal(
                SignalStatus.RESOLVED,
                SignalReason.RECOVERED,
                "/",
                new VitalEvidence("cls", "/", 900_000, 0.1, 0.0503, 40, 2));
        assertThat(SIGNALS.title(shifted)).endsWith(" is within its budget again: p75 0.05");
    }

    @Test
    void aSignalAboutANewGroupOfErrorsNamesTheErrorAndItsCounts() {
        Signal firing = errorSignal(
                SignalStatus.FIRING,
                SignalReason.THRESHOLD,
                new ErrorEvidence("TypeError", "x is undefined", 1640, 3, "2.1"));
        assertThat(firing.dedupKey()).isEqualTo("acme/rum.error_group_new/shop/web.acme.example/0f1e2d3c");
        assertThat(firing.incident()).isNull();
        assertThat(SIGNALS.title(firing))
                .isEqualTo(
                        "New error TypeError: x is undefined in shop on web.acme.example: 1,640 times in 3 sessions");
        assertThat(SIGNALS.message(firing))
                .startsWith(
                        "Before 12:00 UTC the error TypeError: x is undefined occurred 1,640 times in 3 sessions of "
                                + "shop on web.acme.example")
                .contains("version 2.1");
        assertThat(text(SIGNALS.encode(firing, NOW)))
                .contains(one("""
                        "evidence":{"type":"TypeError","template":"x is undefined","count":1640,"sessions":3,
                        "version":"2.1"}"""))
                .contains("\"group\":\"0f1e2d3c\"")
                .contains("\"severity\":\"info\"");

        Signal ended = errorSignal(
                SignalStatus.RESOLVED,
                SignalReason.RECOVERED,
                new ErrorEvidence("TypeError", "x".repeat(3_000), 1, 1, null));
        assertThat(SIGNALS.title(ended)).hasSize(130).endsWith(" on web.acme.example: not seen for 15 min");
        assertThat(SIGNALS.message(ended)).endsWith(" It did not occur for 15 min, so the alert ends.");
    }

    @Test
    void headersAreCloudEventsInBinaryMode() {
        Signal signal =
                signal(SignalKind.USER_IMPACT_UNSEEN, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "checkout");
        assertThat(SIGNALS.headers(signal))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_type", "convergence.signal.v1",
                        "ce_source", "/convergence/rum",
                        "ce_id", signal.id(),
                        "ce_time", "2026-06-05T12:00:00.000Z",
                        "ce_subject", "acme/rum.user_impact_unseen_by_synthetics/checkout/web.acme.example",
                        "content-type", "application/json"));
    }

    @Test
    void aDeadLetterContainsNothingOfTheRecord() {
        assertThat(text(DeadLetterCodec.encode(
                        new DeadLetter(RejectReason.INVALID_FIELD, null, "rum.beacons", 3, 42, 17, "ab12"))))
                .isEqualTo(one("""
                        {"reason":"invalid_field","tenant":null,"topic":"rum.beacons","partition":3,"offset":42,
                        "size":17,"fingerprint":"ab12"}"""));
    }

    @Test
    void lateViewsAreFlatJson() {
        assertThat(text(LateCodec.encode(new LateBeacons("acme", "checkout", "web.acme.example", "/cart", NOON, 3, 1))))
                .isEqualTo(one("""
                        {"tenant":"acme","app":"checkout","host":"web.acme.example","page":"/cart",
                        "slice_start":1780660800000,"views":3,"error_views":1}"""));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String one(String lines) {
        return lines.replace("\n", "");
    }
}
