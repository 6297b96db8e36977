package io.convergence.gateway.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.synthetic.SyntheticResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end-of-test summary of k6, as {@code handleSummary} is given it or as {@code --summary-export} writes it. It names
 * no host, which is a query parameter.
 */
final class K6Summary {
    /*
     * A run passed when every threshold held, as k6's own exit code says; a run without thresholds when no check and no
     * request failed. handleSummary writes a threshold as {"ok": true} when it held and the numbers of a metric under
     * "values"; --summary-export writes it as true when it was crossed (https://github.com/grafana/k6/issues/1498) and the
     * numbers beside it. Of http_req_failed, a rate of failures, the ratio is "rate" in the one and "value" in the other.
     */
    private final JsonNode metrics;
    private boolean hasThresholds;
    private boolean crossed;

    private K6Summary(JsonNode metrics) {
        this.metrics = metrics;
    }

    static List<SyntheticResult> read(byte[] body, ReportRequest request) throws ReportException {
        JsonNode root = ReportReader.object(body);
        JsonNode metrics = root.get("metrics");
        if (metrics == null || !metrics.isObject() || metrics.isEmpty()) {
            throw ReportException.malformed("metrics must be an object with the metrics of the run");
        }
        K6Summary summary = new K6Summary(metrics);
        summary.readThresholds();
        Double run = ReportReader.number(root.path("state").get("testRunDurationMs"));
        return List.of(summary.result(request, run));
    }

    private void readThresholds() throws ReportException {
        for (JsonNode metric : metrics) {
            for (JsonNode threshold : metric.path("thresholds")) {
                JsonNode held = threshold.get("ok");
                if (!threshold.isBoolean() && (held == null || !held.isBoolean())) {
                    throw ReportException.malformed("every threshold must be true, false or an object with ok");
                }
                hasThresholds = true;
                crossed |= held == null ? threshold.booleanValue() : !held.booleanValue();
            }
        }
    }

    private SyntheticResult result(ReportRequest request, @Nullable Double run) throws ReportException {
        String error = error();
        Double average = number("http_req_duration", "avg");
        double duration = average == null ? orZero(number("iteration_duration", "avg")) : average;
        double took = run == null ? duration : run;
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
        if (hasThresholds) {
            return crossed ? "assertion" : null;
        }
        if (orZero(number("checks", "fails")) > 0) {
            return "assertion";
        }
        Double rate = number("http_req_failed", "rate");
        double failed = rate == null ? orZero(number("http_req_failed", "value")) : rate;
        return failed > 0 ? "status" : null;
    }

    private @Nullable Double number(String metric, String name) {
        JsonNode of = metrics.path(metric);
        return ReportReader.number(of.has("values") ? of.path("values").get(name) : of.get(name));
    }

    private static double orZero(@Nullable Double number) {
        return number == null ? 0 : number;
    }
}
