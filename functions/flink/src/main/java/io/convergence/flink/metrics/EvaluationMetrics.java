package io.convergence.flink.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * When boundaries are evaluated: {@code evaluations}; how far the watermark had passed the boundary, by the stagger and
 * whatever a jump of the watermark adds ({@code evaluation_watermark_lag_seconds}, of the latest); and how far the wall
 * clock had ({@code evaluation_lag_seconds}), to which the bound on disorder, the sources' lag and load add up. Of a
 * replay the latter is the age of the history.
 */
public final class EvaluationMetrics {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Counter evaluations;
    private final LatencyBuckets lag;
    private volatile long watermarkLagMillis;

    /** Of which there were none yet. */
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
     * @param boundary what was evaluated
     * @param watermark event time at the evaluation
     * @param now the wall clock
     */
    public void evaluated(long boundary, long watermark, long now) {
        evaluations.inc();
        watermarkLagMillis = watermark + 1 - boundary;
        lag.add(now - boundary);
    }
}
