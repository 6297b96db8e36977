package io.convergence.flink.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of the evaluation of boundaries: {@code evaluations}; {@code evaluation_watermark_lag_seconds}, how far the
 * watermark was past the boundary at the latest evaluation (stagger, and jumps of the watermark); and the histogram
 * {@code evaluation_lag_seconds}, how far the wall clock was past it (also bounded disorder, lag of the sources, load).
 * In a replay of history the latter is the age of the history.
 */
public final class EvaluationMetrics {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Counter evaluations;
    private final LatencyBuckets lag;
    private volatile long watermarkLagMillis;

    /** Metrics without an evaluation. */
    public EvaluationMetrics(MetricGroup group) {
        evaluations = group.counter("evaluations");
        lag = new LatencyBuckets(
                group,
                "evaluation_lag_seconds",
                1_000,
                2_000,
                5_000,
                6_000,
                7_000,
                8_000,
                10_000,
                15_000,
                20_000,
                30_000,
                60_000,
                120_000,
                300_000,
                900_000,
                3_600_000);
        group.gauge("evaluation_watermark_lag_seconds", () -> watermarkLagMillis / MILLIS_PER_SECOND);
    }

    /**
     * Counts an evaluation; instants are epoch milliseconds.
     *
     * @param boundary evaluated boundary
     * @param watermark watermark at the evaluation
     * @param now wall clock
     */
    public void evaluated(long boundary, long watermark, long now) {
        evaluations.inc();
        watermarkLagMillis = watermark + 1 - boundary;
        lag.add(now - boundary);
    }
}
