package io.convergence.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts of answers, connections and faults of a service, and the registry to which the service adds its own metrics.
 * Thread-safe. Label values come from closed sets, never from requests.
 */
public final class HttpMetrics {
    private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final AtomicLong openConnections = new AtomicLong();
    private final Counter answers;
    private final Counter closed;
    private final Counter faults;

    /**
     * Creates and registers the metrics.
     *
     * @param prefix start of all names of the service, such as {@code convergence_gateway_}
     * @param endpointLabel name of the label that tells apart the answers of different endpoints
     */
    public HttpMetrics(String prefix, String endpointLabel) {
        answers = Counter.builder()
                .name(prefix + "requests_total")
                .help("Answered requests by status.")
                .labelNames(endpointLabel, "status")
                .register(registry);
        closed = Counter.builder()
                .name(prefix + "connections_closed_total")
                .help("Connections that were closed by the service, by cause.")
                .labelNames("cause")
                .register(registry);
        faults = Counter.builder()
                .name(prefix + "faults_total")
                .help("Requests answered with status 500 because of a fault of the service.")
                .register(registry);
        GaugeWithCallback.builder()
                .name(prefix + "connections")
                .help("Open connections.")
                .callback(gauge -> gauge.call((double) openConnections.get()))
                .register(registry);
    }

    /** The registry of all metrics of the service. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /**
     * All metrics in the text exposition format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).
     */
    public String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        MetricSnapshots metrics = registry.scrape();
        try {
            WRITER.write(text, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8) + typesWithoutSamples(metrics);
    }

    /** The types of metrics that have no sample yet, which the writer leaves out: every name is known from the start. */
    private static String typesWithoutSamples(MetricSnapshots metrics) {
        StringBuilder types = new StringBuilder();
        for (MetricSnapshot metric : metrics) {
            if (metric.getDataPoints().isEmpty()) {
                boolean isCounter = metric instanceof CounterSnapshot;
                types.append("# TYPE ")
                        .append(metric.getMetadata().getPrometheusName())
                        .append(isCounter ? "_total counter\n" : " gauge\n");
            }
        }
        return types.toString();
    }

    /** Number of open connections over all event loops. */
    AtomicLong openConnections() {
        return openConnections;
    }

    void countAnswer(String endpoint, int status) {
        answers.labelValues(endpoint, Integer.toString(status)).inc();
    }

    /**
     * Counts a connection that the service closed: because of the bound, an error, or the event it waited for in vain.
     */
    void countClosed(String cause) {
        closed.labelValues(cause).inc();
    }

    void countFault() {
        faults.inc();
    }
}
