package io.convergence.gateway.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.synthetic.SyntheticResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
    private static final long NOW = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();

    private static final String SUMMARY = """
            {"metrics": {
               "http_req_duration": {"type": "trend", "contains": "time", "values": {"avg": 123.5, "p(95)": 200},
                                     "thresholds": {"p(95)<500": {"ok": true}}},
               "checks": {"type": "rate", "values": {"rate": 0.5, "passes": 1, "fails": 1}}},
             "state": {"isStdOutTTY": false, "testRunDurationMs": 30000.5},
             "root_group": {"name": ""}}
            """;

    private static final String EXPORT = """
            {"metrics": {
               "http_req_duration": {"avg": 123.5, "p(95)": 200, "thresholds": {"p(95)<500": false}},
               "checks": {"passes": 2, "fails": 0, "value": 1},
               "http_req_failed": {"passes": 0, "fails": 4, "value": 0}},
             "root_group": {"name": ""}}
            """;

    private static final String ALERT = """
            {"ALERT_TITLE": "it failed", "ALERT_TYPE": "ALERT_FAILURE", "CHECK_NAME": "Checkout › pay (EU)",
             "CHECK_TYPE": "BROWSER", "CHECK_RESULT_ID": "0e2c7a4e-8f0f-4b7e-9d65-000000000001",
             "STARTED_AT": "2026-01-02T03:04:00.000Z", "RESPONSE_TIME": "2500", "RUN_LOCATION": "eu-west-1",
             "API_CHECK_RESPONSE_STATUS_CODE": ""}
            """;

    private static final String REPORT = """
            {"config": {"rootDir": "/x"}, "suites": [
              {"title": "shop.spec.ts", "file": "shop.spec.ts", "specs": [],
               "suites": [{"title": "checkout", "specs": [
                 {"title": "pays", "ok": true, "id": "a-1", "tests": [
                   {"projectName": "chromium", "expectedStatus": "passed", "status": "flaky", "results": [
                     {"status": "failed", "duration": 10, "startTime": "2026-01-02T03:03:00.000Z"},
                     {"status": "passed", "duration": 812, "startTime": "2026-01-02T03:03:30.000Z"}]},
                   {"projectName": "firefox", "expectedStatus": "passed", "status": "unexpected", "results": [
                     {"status": "timedOut", "duration": 30000, "startTime": "2026-01-02T03:03:00.000Z"}]},
                   {"projectName": "webkit", "status": "skipped", "results": []}]}]}]}],
             "errors": [], "stats": {"expected": 1}}
            """;

    private final Reports reports = new Reports(900_000);

    @Test
    void aRunWhoseThresholdsHeldPassesEvenWithFailedChecks() {
        SyntheticResult result = only(SUMMARY, "format", "k6", "host", "https://web.acme.example", "check", "smoke");
        assertThat(result.success()).isTrue();
        assertThat(result.host()).isEqualTo("web.acme.example");
        assertThat(result.check()).isEqualTo("smoke");
        assertThat(result.type()).isEqualTo("http");
        assertThat(result.durationMillis()).isEqualTo(123.5);
        assertThat(result.startedAt()).isEqualTo(NOW - 30_000);
    }

    @Test
    void aRunWithACrossedThresholdFails() {
        SyntheticResult crossed =
                only(SUMMARY.replace("{\"ok\": true}", "{\"ok\": false}"), "format", "k6", "host", "web.acme.example");
        assertThat(crossed.success()).isFalse();
        assertThat(crossed.error()).isEqualTo("assertion");
    }

    @Test
    void aThresholdOfASummaryExportIsTrueWhenItWasCrossed() {
        assertThat(only(EXPORT, "format", "k6", "host", "h.example").success()).isTrue();
        assertThat(only(
                                EXPORT.replace("\"p(95)<500\": false", "\"p(95)<500\": true"),
                                "format",
                                "k6",
                                "host",
                                "h.example")
                        .success())
                .isFalse();
    }

    @Test
    void aRunWithoutThresholdsPassesWhenNothingFailed() {
        String plain = EXPORT.replace(", \"thresholds\": {\"p(95)<500\": false}", "");
        assertThat(only(plain, "format", "k6", "host", "h.example").success()).isTrue();
        assertThat(only(plain.replace("\"fails\": 0", "\"fails\": 1"), "format", "k6", "host", "h.example")
                        .error())
                .isEqualTo("assertion");
        assertThat(only(
                                plain.replace("\"fails\": 4, \"value\": 0", "\"fails\": 4, \"value\": 0.5"),
                                "format",
                                "k6",
                                "host",
                                "h.example")
                        .error())
                .isEqualTo("status");
    }

    @Test
    void anAlertOfChecklyIsAResult() {
        SyntheticResult result = only(ALERT, "format", "checkly", "host", "web.acme.example");
        assertThat(result.success()).isFalse();
        assertThat(result.check()).startsWith("Checkout-pay-EU-").hasSize("Checkout-pay-EU-".length() + 8);
        assertThat(result.type()).isEqualTo("browser");
        assertThat(result.startedAt()).isEqualTo(NOW - 5_000);
        assertThat(result.durationMillis()).isEqualTo(2500);
        assertThat(result.location()).isEqualTo("eu-west-1");
        assertThat(result.error()).isEqualTo("other");
        assertThat(result.id())
                .isEqualTo(only(ALERT, "format", "checkly", "host", "web.acme.example")
                        .id());
    }

    @ParameterizedTest
    @CsvSource({
        "ALERT_RECOVERY, true",
        "ALERT_DEGRADED, true",
        "ALERT_DEGRADED_RECOVERY, true",
        "ALERT_FAILURE_DEGRADED, true",
        "ALERT_FAILURE_REMAIN, false",
        "ALERT_DEGRADED_FAILURE, false"
    })
    void aCheckPassedAccordingToTheTypeOfItsAlert(String type, boolean passed) {
        String alert = ALERT.replace("ALERT_FAILURE", type).replace("CHECK_NAME", "checkName");
        assertThat(only(alert, "format", "checkly", "host", "h.example").success())
                .isEqualTo(passed);
    }

    @Test
    void anAlertThatIsNoResultIsRefused() {
        assertThat(refused(ALERT.replace("ALERT_FAILURE", "ALERT_SSL"), "format", "checkly", "host", "h")
                        .reason())
                .isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(refused(ALERT, "format", "checkly").message()).contains("host");
    }

    @Test
    void everyTestOfPlaywrightThatWasRunIsAResultOfItsLastAttempt() {
        List<SyntheticResult> results = all(REPORT, "format", "playwright", "host", "web.acme.example");
        assertThat(results).hasSize(2);
        SyntheticResult flaky = results.get(0);
        assertThat(flaky.check()).isEqualTo("shop.spec.ts-checkout-pays-chromium");
        assertThat(flaky.success()).isTrue();
        assertThat(flaky.durationMillis()).isEqualTo(812);
        assertThat(flaky.startedAt()).isEqualTo(NOW - 35_000);
        assertThat(flaky.type()).isEqualTo("browser");
        SyntheticResult failed = results.get(1);
        assertThat(failed.success()).isFalse();
        assertThat(failed.error()).isEqualTo("timeout");
        assertThat(failed.id()).isNotEqualTo(flaky.id());
        assertThat(all(REPORT, "format", "playwright", "host", "web.acme.example"))
                .isEqualTo(results);
    }

    @Test
    void aTestThatEndedTooLongAgoIsCountedAndTheOthersAreAccepted() {
        AcceptedReport report =
                accepted(REPORT.replace("T03:03:30", "T01:03:30"), "format", "playwright", "host", "h.example");
        assertThat(report.stale()).isEqualTo(1);
        assertThat(report.results())
                .extracting(SyntheticResult::check)
                .containsExactly("shop.spec.ts-checkout-pays-firefox");
    }

    @Test
    void aRunIsJudgedByItsEnd() {
        String longTest = REPORT.replace(
                "812, \"startTime\": \"2026-01-02T03:03:30", "1800000, \"startTime\": \"2026-01-02T02:34:00");
        SyntheticResult result =
                all(longTest, "format", "playwright", "host", "h.example").get(0);
        assertThat(result.durationMillis()).isEqualTo(1_800_000);
        assertThat(result.startedAt()).isEqualTo(NOW - 900_000);

        SyntheticResult run = only(SUMMARY.replace("30000.5", "3600000"), "format", "k6", "host", "h.example");
        assertThat(run.startedAt()).isEqualTo(NOW - 900_000);
    }

    @Test
    void aRunThatFailedBeforeItsFirstTestIsAFailedResult() {
        String report = """
                {"suites": [], "errors": [{"message": "globalSetup failed"}],
                 "stats": {"startTime": "2026-01-02T03:03:00.000Z", "duration": 1500.5}}
                """;
        SyntheticResult result = only(report, "format", "playwright", "host", "h.example");
        assertThat(result.success()).isFalse();
        assertThat(result.check()).isEqualTo("playwright");
        assertThat(result.startedAt()).isEqualTo(NOW - 65_000);
        assertThat(result.durationMillis()).isEqualTo(1500.5);
        assertThat(only(report, "format", "playwright", "host", "h.example").id())
                .isEqualTo(result.id());
    }

    @Test
    void aTestThatWasStartedAndNeverEndedIsAFailedResult() {
        String killed = REPORT.replace(
                        "\"status\": \"timedOut\", \"duration\": 30000", "\"status\": \"skipped\", \"duration\": -1")
                .replace("\"status\": \"unexpected\"", "\"status\": \"skipped\"");
        List<SyntheticResult> results = all(killed, "format", "playwright", "host", "h.example");
        assertThat(results).extracting(SyntheticResult::success).containsExactly(true, false);
        assertThat(results.get(1).error()).isEqualTo("other");
    }

    @Test
    void aFlakyTestPassesWhenAnAttemptHasTheExpectedStatus() {
        String expectedToFail = REPORT.replace(
                "\"expectedStatus\": \"passed\", \"status\": \"flaky\"",
                "\"expectedStatus\": \"failed\", \"status\": \"flaky\"");
        assertThat(all(expectedToFail, "format", "playwright", "host", "h.example")
                        .get(0)
                        .success())
                .isTrue();
        String neverPassed = REPORT.replace(
                "\"status\": \"passed\", \"duration\": 812", "\"status\": \"interrupted\", \"duration\": 812");
        assertThat(all(neverPassed, "format", "playwright", "host", "h.example")
                        .get(0)
                        .success())
                .isFalse();
    }

    @Test
    void aReportThatIsTooOldOrEmptyIsRefused() {
        String old = REPORT.replace("T03:03", "T01:03");
        Rejection rejection = refused(old, "format", "playwright", "host", "h.example");
        assertThat(rejection.reason()).isEqualTo(RejectReason.STALE);
        assertThat(rejection.message()).startsWith("[0]: started_at");
        assertThat(refused("{\"suites\":[]}", "format", "playwright", "host", "h.example")
                        .reason())
                .isEqualTo(RejectReason.INVALID_FIELD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe_success 1                              |                  | https",
                "probe_success 0;probe_http_status_code 404   | status           | https",
                "probe_success 0;probe_http_status_code 0     | connect          | https",
                "probe_success 0;probe_ip_protocol 0          | dns              | https",
                "probe_success 0;probe_failed_due_to_regex 1;probe_http_status_code 200 | assertion | https",
            })
    void aProbeFailsForAReason(String samples, String error, String type) {
        String body = "probe_duration_seconds 1.5e-1\nprobe_http_status_code 200\nprobe_http_ssl 1\n"
                + samples.replace(';', '\n') + "\n";
        SyntheticResult result = only(
                body, "format", "blackbox", "target", "https://u:p@Web.acme.example:443/x?y", "module", "http_2xx");
        assertThat(result.error()).isEqualTo(error);
        assertThat(result.type()).isEqualTo(type);
        assertThat(result.host()).isEqualTo("web.acme.example");
        assertThat(result.durationMillis()).isEqualTo(150);
        assertThat(result.startedAt()).isEqualTo(NOW - 150);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe_duration_seconds 5;probe_timeout_seconds 5                               | timeout",
                "probe_http_duration_seconds{phase=\"connect\"} 0.1;probe_http_duration_seconds{phase=\"tls\"} 0;probe_http_ssl 0 | tls",
                "probe_ssl_earliest_cert_expiry 1.7e9                                           | tls",
                "probe_ssl_earliest_cert_expiry 1.9e9                                           | connect",
                "probe_failed_due_to_cel 1                                                      | assertion",
                "probe_duration_seconds 5;probe_timeout_seconds 5;probe_failed_due_to_regex 1   | assertion",
            })
    void aProbeWithoutAnAnswerFailsForAReason(String samples, String error) {
        String body = "probe_success 0\nprobe_duration_seconds 0.2\nprobe_http_status_code 0\nprobe_ip_protocol 4\n"
                + samples.replace(';', '\n') + "\n";
        assertThat(only(body, "format", "blackbox", "target", "https://h.example")
                        .error())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h.example, probe_http_ssl 1, http",
        "https://h.example, probe_http_ssl 0, https",
        "h.example, probe_http_ssl 1, http",
        "HTTPS://h.example, probe_http_status_code 0, https",
        "wss://h.example/live, probe_websocket_connection_upgraded 0, websocket",
        "ws://h.example/live, probe_websocket_connection_upgraded 1, websocket",
        "h.example:443, probe_grpc_duration_seconds{phase=\"check\"} 0, grpc",
        "9.9.9.9, probe_dns_duration_seconds{phase=\"request\"} 0, dns",
        "h.example:22, probe_dns_lookup_time_seconds 0.1, tcp"
    })
    void theTypeOfAProbeDoesNotDependOnItsOutcome(String target, String sample, String type) {
        for (String success : List.of("1", "0")) {
            String body = "probe_duration_seconds 0.1\n" + sample + "\nprobe_success " + success + "\n";
            assertThat(only(body, "format", "blackbox", "target", target).type())
                    .isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0131, 13.1", "0.1, 100", "1.5e-1, 150", "0.000018409, 0.018409", "5.000551, 5000.551", "4.1e0, 4100"
    })
    void secondsAreMillisecondsToTheDigit(String seconds, double millis) {
        String body = "probe_success 1\nprobe_duration_seconds " + seconds + "\n";
        assertThat(only(body, "format", "blackbox", "target", "h.example").durationMillis())
                .isEqualTo(millis);
    }

    @Test
    void aWebsocketThatIsNotUpgradedFailsWithItsStatus() {
        String body = "probe_success 0\nprobe_duration_seconds 0.1\nprobe_websocket_connection_upgraded 0\n"
                + "probe_websocket_status_code ";
        SyntheticResult refused = only(body + "403\n", "format", "blackbox", "target", "wss://h.example/live");
        assertThat(refused.error()).isEqualTo("status");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(only(body + "0\n", "format", "blackbox", "target", "wss://h.example/live")
                        .error())
                .isEqualTo("connect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metrics\":{\"iterations\":{\"values\":{\"count\":1}},\"data_sent\":{\"values\":{\"count\":0}}}}",
                "{\"metrics\":{\"iterations\":{\"count\":1},\"http_req_failed\":{\"passes\":0,\"fails\":0,\"value\":0,\"thresholds\":{\"rate<0.01\":false}}}}",
                "{\"version\":\"1.0.0\",\"results\":{\"metrics\":[{\"name\":\"iterations\",\"values\":{\"count\":1}}]}}"
            })
    void aRunOfK6ThatAskedNothingIsRefused(String summary) {
        Rejection rejection = refused(summary, "format", "k6", "host", "h.example");
        assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_FIELD);
        assertThat(rejection.message()).contains("at least one request");
    }

    @Test
    void theDurationOfARunInABrowserIsThatOfItsRequests() {
        String summary = """
                {"metrics": {"iteration_duration": {"type": "trend", "contains": "time", "values": {"avg": 5100.2}},
                  "browser_http_req_duration": {"type": "trend", "contains": "time", "values": {"avg": 120.5}},
                  "browser_http_req_failed": {"type": "rate", "values": {"rate": 0, "passes": 0, "fails": 10}}}}
                """;
        SyntheticResult result = only(summary, "format", "k6", "host", "h.example");
        assertThat(result.success()).isTrue();
        assertThat(result.durationMillis()).isEqualTo(120.5);
    }

    @Test
    void theMachineReadableSummaryOfK6IsRead() {
        String summary = """
                {"config": {"duration": 12.5}, "version": "2.0.0", "results": {"passed": false, "metrics": [
                  {"name": "http_req_duration", "type": "trend", "values": {"avg": 41.2}},
                  {"name": "http_req_failed", "type": "rate", "values": {"matches": 0, "rate": 0, "total": 3}}]}}
                """;
        SyntheticResult result = only(summary, "format", "k6", "host", "h.example");
        assertThat(result.error()).isEqualTo("assertion");
        assertThat(result.durationMillis()).isEqualTo(41.2);
        assertThat(result.startedAt()).isEqualTo(NOW - 12_500);
        assertThat(only(summary.replace("false", "true"), "format", "k6", "host", "h.example")
                        .success())
                .isTrue();
        assertThat(only(summary.replace("\"passed\": false, ", ""), "format", "k6", "host", "h.example")
                        .success())
                .isTrue();
        assertThat(only(
                                summary.replace("\"passed\": false, ", "").replace("\"rate\": 0", "\"rate\": 0.5"),
                                "format",
                                "k6",
                                "host",
                                "h.example")
                        .error())
                .isEqualTo("status");
    }

    @Test
    void entitiesOfTemplatesAreDecoded() {
        String escaped = ALERT.replace("Checkout › pay (EU)", "Login &lt;a&gt; &amp;amp; &#x27;b&#39;");
        String plain = ALERT.replace("Checkout › pay (EU)", "Login <a> &amp; 'b'");
        SyntheticResult result = only(escaped, "format", "checkly", "host", "h.example");
        assertThat(HtmlText.decode("Login &lt;a&gt; &amp;amp; &#x27;b&#39; &#xD800; &unknown;"))
                .isEqualTo("Login <a> &amp; 'b' &#xD800; &unknown;");
        assertThat(result.check()).startsWith("Login-a-amp-b-");
        assertThat(CheckName.of("Login <a> &amp; 'b'", "checkly")).isEqualTo(result.check());
        assertThat(only(plain, "format", "checkly", "host", "h.example").check())
                .isNotEqualTo(result.check());
    }

    @Test
    void aProbeThatIsNotOfHttpHasTheTypeOfItsSamples() {
        String base = "probe_success 1\nprobe_duration_seconds 0.1\n";
        assertThat(only(base, "format", "blackbox", "target", "h.example:22").type())
                .isEqualTo("tcp");
        assertThat(only(
                                base + "probe_icmp_duration_seconds{phase=\"rtt\"} 1\nprobe_icmp_reply_hop_limit 64\n",
                                "format",
                                "blackbox",
                                "target",
                                "h.example")
                        .type())
                .isEqualTo("icmp");
        assertThat(only(base + "probe_dns_answer_rrs 1\n", "format", "blackbox", "target", "9.9.9.9")
                        .type())
                .isEqualTo("dns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "probe_success 1",
                "probe_duration_seconds 1",
                "probe_success 2\nprobe_duration_seconds 1",
                "probe_success 1\nprobe_duration_seconds NaN",
                "probe_success 1\nprobe_duration_seconds -1",
                "probe_success 1\nprobe_duration_seconds 1\nnonsense",
                "probe_success one\nprobe_duration_seconds 1"
            })
    void aBodyThatIsNoProbeIsMalformed(String body) {
        assertThat(refused(body, "format", "blackbox", "target", "h.example").reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k6", "checkly", "playwright"})
    void aBodyThatIsNoReportIsRefused(String format) {
        for (String body : List.of("", "{", "[]", "7", "{}", "{}{}", "{\"a\":1,\"a\":2}", "[".repeat(5000))) {
            assertThat(refused(body, "format", format, "host", "h.example").reason())
                    .isIn(RejectReason.MALFORMED, RejectReason.INVALID_FIELD);
        }
    }

    @Test
    void queryParametersAreCheckedByTheSameRules() {
        assertThat(refused(SUMMARY, "format", "k6").message()).contains("host");
        assertThat(refused(SUMMARY, "format", "k6", "host", "a b").message()).startsWith("host must be");
        assertThat(refused(SUMMARY, "format", "k6", "host", "h.example", "check", "a b")
                        .message())
                .startsWith("check must be");
        assertThat(refused(SUMMARY, "format", "k6", "host", "h.example", "id", "a b")
                        .message())
                .startsWith("id must be");
        assertThat(refused(SUMMARY, "format", "k6", "host", "\ud800").reason())
                .isIn(RejectReason.MALFORMED, RejectReason.INVALID_FIELD);
    }

    @Property(tries = 1500)
    void noChangeOfAReportMakesItThrow(
            @ForAll @IntRange(max = 3) int which,
            @ForAll @IntRange(max = 4000) int at,
            @ForAll byte changed,
            @ForAll boolean cut) {
        String text = List.of(SUMMARY, EXPORT, ALERT, REPORT).get(which);
        String format = List.of("k6", "k6", "checkly", "playwright").get(which);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        body[at % body.length] = changed;
        byte[] sent = cut ? Arrays.copyOf(body, at % body.length) : body;
        for (String name : List.of(format, "blackbox", "native")) {
            assertThat(read(sent, "format", name, "host", "h.example", "target", "h.example"))
                    .isNotNull();
        }
    }

    private SyntheticResult only(String body, String... parameters) {
        List<SyntheticResult> results = all(body, parameters);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private List<SyntheticResult> all(String body, String... parameters) {
        return accepted(body, parameters).results();
    }

    private AcceptedReport accepted(String body, String... parameters) {
        Decoded<AcceptedReport> decoded = read(body.getBytes(StandardCharsets.UTF_8), parameters);
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<AcceptedReport>) decoded).value();
    }

    private Rejection refused(String body, String... parameters) {
        Decoded<AcceptedReport> decoded = read(body.getBytes(StandardCharsets.UTF_8), parameters);
        assertThat(decoded).as(body).isInstanceOf(Decoded.Rejected.class);
        return ((Decoded.Rejected<AcceptedReport>) decoded).rejection();
    }

    private Decoded<AcceptedReport> read(byte[] body, String... parameters) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return reports.read(body, new ReportRequest(values, "acme", NOW, "random-id"));
    }
}
