package io.convergence.gateway.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.synthetic.SyntheticResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adapter of the report of Playwright's JSON reporter: one result for each test of each project that was not skipped,
 * from its last attempt. The report names no host, so it is a query parameter.
 */
final class PlaywrightReport {
    /*
     * https://playwright.dev/docs/api/class-testcase#test-case-outcome: a test's status is expected, unexpected, flaky
     * or skipped; an attempt's is passed, failed, timedOut, skipped or interrupted. An attempt that began and never
     * ended, for example in a shard that was killed, has the duration -1 and the status skipped (Playwright's
     * teleReceiver.ts). A test with an interrupted retry is flaky although no attempt had the expected status.
     */
    private final ReportRequest request;
    private final String host;
    private final List<SyntheticResult> results = new ArrayList<>();

    private PlaywrightReport(ReportRequest request, String host) {
        this.request = request;
        this.host = host;
    }

    static List<SyntheticResult> read(byte[] body, ReportRequest request) throws ReportException {
        JsonNode root = ReportReader.object(body);
        JsonNode suites = root.get("suites");
        if (suites == null || !suites.isArray()) {
            throw ReportException.malformed("suites must be the array of suites of a Playwright JSON report");
        }
        PlaywrightReport report =
                new PlaywrightReport(request, request.required("host", "the host that the tests looked at"));
        report.readSuites(suites, "");
        if (report.results.isEmpty() && !root.path("errors").isEmpty()) {
            report.addFailedRun(root.path("stats"));
        }
        if (report.results.isEmpty()) {
            throw ReportException.invalid("the report must hold at least one test that was run");
        }
        return report.results;
    }

    private void readSuites(JsonNode suites, String parent) throws ReportException {
        for (JsonNode suite : suites) {
            String path = parent + " " + suite.path("title").asText("");
            for (JsonNode spec : suite.path("specs")) {
                String title = path + " " + spec.path("title").asText("");
                for (JsonNode test : spec.path("tests")) {
                    readTest(spec, test, title);
                }
            }
            readSuites(suite.path("suites"), path);
        }
    }

    private void readTest(JsonNode spec, JsonNode test, String title) throws ReportException {
        JsonNode attempts = test.path("results");
        String status = test.path("status").asText("");
        if (attempts.isEmpty()) {
            return;
        }
        JsonNode last = attempts.get(attempts.size() - 1);
        boolean unfinished = last.path("duration").asDouble(0) < 0;
        if (status.equals("skipped") && !unfinished) {
            return;
        }
        Long startedAt = ReportReader.instant(last.get("startTime"));
        Double duration = unfinished ? (Double) 0.0 : ReportReader.number(last.get("duration"));
        if (startedAt == null || duration == null) {
            throw ReportException.malformed("every attempt must have a startTime and a duration");
        }
        String project = test.path("projectName").asText("");
        String id = CheckName.id("playwright", spec.path("id").asText(""), title, project, startedAt.toString());
        String error = !unfinished && passed(test, status) ? null : error(last);
        add(id, CheckName.of(title + " " + project, "playwright"), startedAt, duration, error);
    }

    /** Adds one failed result for a run that failed before its first test, for example in globalSetup. */
    private void addFailedRun(JsonNode stats) {
        Long startedAt = ReportReader.instant(stats.get("startTime"));
        Double duration = ReportReader.number(stats.get("duration"));
        String id = startedAt == null ? request.randomId() : CheckName.id("playwright", startedAt.toString());
        long start = startedAt == null ? request.receivedAt() : startedAt;
        add(id, "playwright", start, duration == null ? 0 : duration, "other");
    }

    private void add(String id, String check, long startedAt, double durationMillis, @Nullable String error) {
        results.add(new SyntheticResult(
                id,
                request.tenant(),
                request.parameter("app"),
                host,
                request.parameterOr("check", check),
                request.parameterOr("type", "browser"),
                error == null,
                startedAt,
                request.receivedAt(),
                durationMillis,
                null,
                request.parameter("location"),
                error));
    }

    private static boolean passed(JsonNode test, String status) throws ReportException {
        return switch (status) {
            case "expected" -> true;
            case "flaky" -> hasExpectedAttempt(test);
            case "unexpected" -> false;
            default -> throw ReportException.malformed("the status of a test must be one that Playwright reports");
        };
    }

    private static boolean hasExpectedAttempt(JsonNode test) {
        String expected = test.path("expectedStatus").asText("passed");
        for (JsonNode attempt : test.path("results")) {
            if (attempt.path("status").asText("").equals(expected)) {
                return true;
            }
        }
        return false;
    }

    private static String error(JsonNode attempt) {
        return switch (attempt.path("status").asText("")) {
            case "timedOut" -> "timeout";
            case "interrupted", "skipped" -> "other";
            default -> "assertion";
        };
    }
}
