package io.convergence.gateway.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.IntSupplier;

/** Metrics of DSNs and of their topic. Thread-safe. */
public final class DsnMetrics {
    private final String prefix;
    private final PrometheusRegistry registry;
    private final Counter documents;
    private final Counter conflicts;

    DsnMetrics(String prefix, PrometheusRegistry registry) {
        this.prefix = prefix;
        this.registry = registry;
        documents = Counter.builder()
                .name(prefix + "dsn_documents_total")
                .help("Records of the topic of DSNs, by outcome: taken, revoked, invalid or excess.")
                .labelNames("outcome")
                .register(registry);
        conflicts = Counter.builder()
                .name(prefix + "dsn_conflicts_total")
                .help(
                        "Tokens and application ids that a DSN of the topic does not get because the file or an earlier DSN has"
                                + " them, by kind.")
                .labelNames("kind")
                .register(registry);
    }

    /**
     * Registers the numbers of DSNs in use.
     *
     * @param ofFile DSNs of the registry file
     * @param ofTopic DSNs of the topic
     */
    public void observe(IntSupplier ofFile, IntSupplier ofTopic) {
        GaugeWithCallback.builder()
                .name(prefix + "dsns")
                .help("DSNs in use, by source: file or topic.")
                .labelNames("source")
                .callback(gauge -> {
                    gauge.call(ofFile.getAsInt(), "file");
                    gauge.call(ofTopic.getAsInt(), "topic");
                })
                .register(registry);
    }

    /**
     * Counts a record of the topic.
     *
     * @param outcome {@code taken}, {@code revoked}, {@code invalid} or {@code excess}
     */
    public void countDocument(String outcome) {
        documents.labelValues(outcome).inc();
    }

    /**
     * Counts what a DSN of the topic does not get.
     *
     * @param kind {@code token} or {@code app_id}
     */
    public void countConflict(String kind) {
        conflicts.labelValues(kind).inc();
    }
}
