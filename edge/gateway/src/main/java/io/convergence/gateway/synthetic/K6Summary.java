package io.convergence.gateway.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.synthetic.SyntheticResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adapter of the end-of-test summary of k6: the data of {@code handleSummary}, the file of {@code --summary-export}, or
 * the machine-readable summary of k6 1.5 and later. None of them names a host, so it is a query parameter.
 */
final class K6Summary {
    /*
     * A run passed when every threshold held, as k6's own exit code tells; a run without thresholds when no check and
     * no request failed. The forms differ:
     * 1. handleSummary: a threshold is {"ok": true} when it was met; the numbers of a metric are under "values".
     * 2. --summary-export: a threshold is true when it was crossed (https://github.com/grafana/k6/issues/1498); the
     * numbers
     *    stand beside it. The ratio of failed requests is "value" instead of "rate".
     * 3. Machine-readable (k6, internal/lib/summary/machinereadable): "results" with arrays of metrics. Newer ones have
     *    "passed", which includes the thresholds; older ones contain nothing about thresholds. Failed checks are the
     *    rate checks_failed instead of the number of fails of checks.
     */
    private final K6Metrics metrics;
    private final @Nullable Boolean thresholdsMet;
    private final @Nullable Double runMillis;

    private K6Summary(K6Metrics metrics, @Nullable Boolean thresholdsMet, @Nullable Double runMillis) {
        this.metrics = metrics;
        this.thresholdsMet = thresholdsMet;
        this.runMillis = runMillis;
    }

    static List<SyntheticResult> read(byte[] body, ReportRequest request) throws ReportException {
        JsonNode root = ReportReader.object(body);
        JsonNode results = root.path("results");
        K6Summary summary = results.isObject() ? machineReadable(root, results) : legacy(root);
        return List.of(summary.result(request));
    }

    private static K6Summary legacy(JsonNode root) throws ReportException {
        JsonNode object = root.path("metrics");
        if (!object.isObject() || object.isEmpty()) {
            throw ReportException.malformed("metrics must be an object with the metrics of the run");
        }
        K6Metrics metrics = K6Metrics.ofObject(object);
        Double runMillis = ReportReader.number(root.path("state").get("testRunDurationMs"));
        return new K6Summary(metrics, thresholdsMet(metrics), runMillis);
    }

    private static K6Summary machineReadable(JsonNode root, JsonNode results) throws ReportException {
        K6Metrics metrics = K6Metrics.ofArrays(
                results.path("metrics"), results.path("checks").path("metrics"));
        if (metrics.isEmpty()) {
            throw ReportException.malformed("results.metrics must be the metrics of a machine-readable summary of k6");
        }
        JsonNode passed = results.get("passed");
        Double seconds = ReportReader.number(root.path("config").get("duration"));
        return new K6Summary(
                metrics,
                (passed != null && passed.isBoolean()) ? (Boolean) passed.booleanValue() : null,
                seconds == null ? null : (Double) (seconds * 1000));
    }

    /** Whether every threshold was met, or null when there is none. */
    private static @Nullable Boolean thresholdsMet(K6Metrics metrics) throws ReportException {
        Boolean met = null;
        for (JsonNode metric : metrics.all()) {
            for (JsonNode threshold : metric.path("thresholds")) {
                JsonNode ok = threshold.get("ok");
                if (!threshold.isBoolean() && (ok == null || !ok.isBoolean())) {
                    throw ReportException.malformed("every threshold must be true, false or an object with ok");
                }
                boolean isMet = ok == null ? !threshold.booleanValue() : ok.booleanValue();
                met = isMet && !Boolean.FALSE.equals(met);
            }
        }
        return met;
    }

    private SyntheticResult result(ReportRequest request) throws ReportException {
        String error = error();
        if (error == null && !metrics.hasMeasuredAnything()) {
            throw ReportException.invalid("the run must have made at least one request or check");
        }
        double duration = durationMillis();
        double took = runMillis == null ? duration : runMillis;
        return new SyntheticResult(
                request.parameterOr("id", request.randomId()),
                request.tenant(),
                request.parameter("app"),
                request.required("host", "the host that the run looked at"),
                request.parameterOr("check", "k6"),
                request.parameterOr("type", "http"),
                error == null,
                Math.max(1, request.receivedAt() - (long) took),
                request.receivedAt(),
                duration,
                null,
                request.parameter("location"),
                error);
    }

    private @Nullable String error() {
        if (thresholdsMet != null) {
            return thresholdsMet ? null : "assertion";
        }
        if (metrics.orZero("checks", "fails") > 0 || metrics.orZero("checks_failed", "rate") > 0) {
            return "assertion";
        }
        return ratio("http_req_failed") > 0 || ratio("browser_http_req_failed") > 0 ? "status" : null;
    }

    /** The mean duration of a request, or of an iteration when the run has no requests over HTTP. */
    private double durationMillis() {
        for (String metric : List.of("http_req_duration", "browser_http_req_duration", "iteration_duration")) {
            Double average = metrics.number(metric, "avg");
            if (average != null) {
                return average;
            }
        }
        return 0;
    }

    private double ratio(String metric) {
        Double rate = metrics.number(metric, "rate");
        return rate == null ? metrics.orZero(metric, "value") : rate;
    }
}
