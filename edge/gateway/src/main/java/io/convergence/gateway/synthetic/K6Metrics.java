package io.convergence.gateway.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Metrics of a k6 run by name, from any of the forms of its summary. */
final class K6Metrics {
    /**
     * Metrics that every run has, also one without any request
     * (https://grafana.com/docs/k6/latest/using-k6/metrics/reference/).
     */
    private static final Set<String> METRICS_OF_EVERY_RUN = Set.of(
            "vus",
            "vus_max",
            "iterations",
            "iteration_duration",
            "dropped_iterations",
            "group_duration",
            "data_sent",
            "data_received");

    private final Map<String, JsonNode> metrics;

    private K6Metrics(Map<String, JsonNode> metrics) {
        this.metrics = metrics;
    }

    /** The metrics of an object whose fields are metrics: of handleSummary and {@code --summary-export}. */
    static K6Metrics ofObject(JsonNode object) {
        Map<String, JsonNode> metrics = new LinkedHashMap<>();
        object.properties().forEach(metric -> metrics.put(metric.getKey(), metric.getValue()));
        return new K6Metrics(metrics);
    }

    /** The metrics of arrays of metrics with names: of the machine-readable summary. */
    static K6Metrics ofArrays(JsonNode... arrays) {
        Map<String, JsonNode> metrics = new LinkedHashMap<>();
        for (JsonNode array : arrays) {
            array.forEach(metric -> metrics.put(metric.path("name").asText(""), metric));
        }
        return new K6Metrics(metrics);
    }

    boolean isEmpty() {
        return metrics.isEmpty();
    }

    Iterable<JsonNode> all() {
        return metrics.values();
    }

    /** A number of a metric, or null when there is none. */
    @Nullable
    Double number(String metric, String name) {
        return ReportReader.number(values(metrics.get(metric)).get(name));
    }

    /** A number of a metric, or 0 when there is none. */
    double orZero(String metric, String name) {
        Double number = number(metric, name);
        return number == null ? 0 : number;
    }

    /** Whether the run made a request or a check, or recorded anything else than what every run records. */
    boolean hasMeasuredAnything() {
        return metrics.entrySet().stream()
                .filter(metric -> !METRICS_OF_EVERY_RUN.contains(metric.getKey()))
                .anyMatch(metric -> hasPositiveNumber(values(metric.getValue())));
    }

    private static boolean hasPositiveNumber(JsonNode values) {
        for (JsonNode value : values) {
            if (value.isNumber() && value.doubleValue() > 0) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode values(@Nullable JsonNode metric) {
        if (metric == null) {
            return MissingNode.getInstance();
        }
        return metric.has("values") ? metric.path("values") : metric;
    }
}
