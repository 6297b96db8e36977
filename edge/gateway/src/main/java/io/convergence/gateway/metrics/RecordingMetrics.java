package io.convergence.gateway.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Metrics of recordings of sessions. Thread-safe. */
public final class RecordingMetrics {
    private static final String TENANT = "tenant";
    private static final String OUTCOME = "outcome";

    /** Upper bounds of the buckets of store times, in seconds, inclusive. */
    private static final double[] STORE_SECONDS = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0};

    private final Counter segments;
    private final Counter bytes;
    private final Histogram storeSeconds;

    /** What was done with a segment whose DSN is known. */
    public enum Outcome {
        /** It is stored and its event is published. */
        STORED,
        /** It matched a filter rule. */
        FILTERED,
        /** It was refused: its form, consent, origin or rate. */
        REFUSED,
        /** It could not be stored or published. */
        UNAVAILABLE;

        /** The value of the label. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    RecordingMetrics(String prefix, PrometheusRegistry registry) {
        segments = Counter.builder()
                .name(prefix + "replay_segments_total")
                .help("Segments of recordings by tenant and outcome.")
                .labelNames(TENANT, OUTCOME)
                .register(registry);
        bytes = Counter.builder()
                .name(prefix + "replay_bytes_total")
                .help("Bytes of requests with segments of recordings, as sent, by tenant and outcome.")
                .labelNames(TENANT, OUTCOME)
                .register(registry);
        storeSeconds = Histogram.builder()
                .name(prefix + "replay_store_seconds")
                .help("Time to store a masked segment.")
                .classicOnly()
                .classicUpperBounds(STORE_SECONDS)
                .register(registry);
    }

    /**
     * Counts a segment.
     *
     * @param sent bytes of its request
     */
    public void count(String tenant, Outcome outcome, int sent) {
        segments.labelValues(tenant, outcome.label()).inc();
        bytes.labelValues(tenant, outcome.label()).inc(sent);
    }

    /** Records the time to store a segment, in nanoseconds. */
    public void observeStore(long nanos) {
        storeSeconds.observe((double) nanos / TimeUnit.SECONDS.toNanos(1));
    }
}
