package io.convergence.gateway.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.synthetic.SyntheticResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report of Playwright's JSON reporter: one result for each test of each project that was not skipped, of its last
 * attempt. The report names no host, which is a query parameter.
 */
final class PlaywrightReport {
    /*
     * https://playwright.dev/docs/api/class-testcase#test-case-outcome: a test's status is expected, unexpected, flaky
     * (passed on a retry) or skipped; an attempt's is passed, failed, timedOut, skipped or interrupted.
     */
    private final ReportRequest request;
    private final String host;
    private final List<SyntheticResult> results = new ArrayList<>();

    private PlaywrightReport(ReportRequest request, String host) {
        this.request = request;
        this.host = host;
    }

    static List<SyntheticResult> read(byte[] body, ReportRequest request) throws ReportException {
        JsonNode suites = ReportReader.object(body).get("suites");
        if (suites == null || !suites.isArray()) {
            throw ReportException.malformed("suites must be the array of suites of a Playwright JSON report");
        }
        PlaywrightReport report =
                new PlaywrightReport(request, request.required("host", "the host that the tests looked at"));
        report.readSuites(suites, "");
        if (report.results.isEmpty()) {
            throw ReportException.invalid("the report must hold at least one test that was run");
        }
        return report.results;
    }

    private void readSuites(JsonNode suites, String parent) throws ReportException {
        for (JsonNode suite : suites) {
            String path = parent + " " + String.valueOf(suite.path("title").asText(""));
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
        if (status.equals("skipped") || attempts.isEmpty()) {
            return;
        }
        JsonNode last = attempts.get(attempts.size() - 1);
        Long startedAt = ReportReader.instant(last.get("startTime"));
        Double duration = ReportReader.number(last.get("duration"));
        if (startedAt == null || duration == null) {
            throw ReportException.malformed("every attempt must have a startTime and a duration");
        }
        String project = test.path("projectName").asText("");
        boolean passed = passed(status);
        results.add(new SyntheticResult(
                CheckName.id("playwright", spec.path("id").asText(""), title, project, startedAt.toString()),
                request.tenant(),
                request.parameter("app"),
                host,
                request.parameterOr("check", CheckName.of(title + " " + project, "playwright")),
                request.parameterOr("type", "browser"),
                passed,
                startedAt,
                request.receivedAt(),
                duration,
                null,
                request.parameter("location"),
                passed ? null : error(last.path("status").asText(""))));
    }

    private static boolean passed(String status) throws ReportException {
        return switch (status) {
            case "expected", "flaky" -> true;
            case "unexpected" -> false;
            default -> throw ReportException.malformed("the status of a test must be one that Playwright reports");
        };
    }

    private static @Nullable String error(String status) {
        return switch (status) {
            case "timedOut" -> "timeout";
            case "interrupted" -> "other";
            default -> "assertion";
        };
    }
}
