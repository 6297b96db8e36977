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
    void aThresholdThatHeldPassesARunWhateverItsChecks() {
        SyntheticResult result = only(SUMMARY, "format", "k6", "host", "https://web.acme.example", "check", "smoke");
        assertThat(result.success()).isTrue();
        assertThat(result.host()).isEqualTo("web.acme.example");
        assertThat(result.check()).isEqualTo("smoke");
        assertThat(result.type()).isEqualTo("http");
        assertThat(result.durationMillis()).isEqualTo(123.5);
        assertThat(result.startedAt()).isEqualTo(NOW - 30_000);
    }

    @Test
    void aThresholdThatWasCrossedFailsARun() {
        SyntheticResult crossed =
                only(SUMMARY.replace("{\"ok\": true}", "{\"ok\": false}"), "format", "k6", "host", "web.acme.example");
        assertThat(crossed.success()).isFalse();
        assertThat(crossed.error()).isEqualTo("assertion");
    }

    @Test
    void theExportOfASummarySaysTrueOfAThresholdThatWasCrossed() {
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
        assertThat(result.check()).isEqualTo("Checkout-pay-EU");
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
        "ALERT_FAILURE_REMAIN, false",
        "ALERT_DEGRADED_FAILURE, false"
    })
    void theTypeOfAnAlertSaysWhetherTheCheckPassed(String type, boolean passed) {
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
    void aReportThatIsTooOldOrEmptyIsRefused() {
        assertThat(refused(REPORT.replace("T03:03:30", "T01:03:30"), "format", "playwright", "host", "h.example")
                        .message())
                .startsWith("[0]: started_at");
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
    void whatIsNoProbeIsMalformed(String body) {
        assertThat(refused(body, "format", "blackbox", "target", "h.example").reason())
                .isEqualTo(RejectReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k6", "checkly", "playwright"})
    void whatIsNoReportIsRefused(String format) {
        for (String body : List.of("", "{", "[]", "7", "{}", "{}{}", "{\"a\":1,\"a\":2}", "[".repeat(5000))) {
            assertThat(refused(body, "format", format, "host", "h.example").reason())
                    .isIn(RejectReason.MALFORMED, RejectReason.INVALID_FIELD);
        }
    }

    @Test
    void parametersAreHeldAgainstTheSameRules() {
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
        Decoded<List<SyntheticResult>> decoded = read(body.getBytes(StandardCharsets.UTF_8), parameters);
        assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<List<SyntheticResult>>) decoded).value();
    }

    private Rejection refused(String body, String... parameters) {
        Decoded<List<SyntheticResult>> decoded = read(body.getBytes(StandardCharsets.UTF_8), parameters);
        assertThat(decoded).as(body).isInstanceOf(Decoded.Rejected.class);
        return ((Decoded.Rejected<List<SyntheticResult>>) decoded).rejection();
    }

    private Decoded<List<SyntheticResult>> read(byte[] body, String... parameters) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return reports.read(body, new ReportRequest(values, "acme", NOW, "random-id"));
    }
}
