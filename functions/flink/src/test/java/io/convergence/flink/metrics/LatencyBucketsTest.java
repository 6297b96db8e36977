package io.convergence.flink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {
    private OneInputStreamOperatorTestHarness<Long, Long> harness;
    private OperatorMetrics metrics;
    private LatencyBuckets buckets;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new StreamMap<Long, Long>(value -> value));
        metrics = OperatorMetrics.of(harness);
        harness.open();
        MetricGroup group = harness.getOperator().getMetricGroup();
        buckets = new LatencyBuckets(group, "took_seconds", 50, 1_000, 10_000);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void everyBucketIsRegisteredBeforeTheFirstDuration() {
        assertThat(counts()).containsExactly(0, 0, 0, 0);
        assertThat(metrics.count("took_seconds_count")).isZero();
        assertThat(metrics.gauge("took_seconds_sum")).isEqualTo(0.0);
    }

    @Test
    void bucketsAreCumulativeAndIncludeTheirUpperBound() {
        buckets.add(50);
        buckets.add(51);
        buckets.add(10_000);
        buckets.add(10_001);

        assertThat(counts()).containsExactly(1, 2, 3, 4);
        assertThat(metrics.count("took_seconds_count")).isEqualTo(4);
        assertThat(metrics.gauge("took_seconds_sum")).isEqualTo(20.102);
    }

    @Test
    void aNegativeDurationCountsAsZero() {
        buckets.add(-5_000);

        assertThat(counts()).containsExactly(1, 1, 1, 1);
        assertThat(metrics.gauge("took_seconds_sum")).isEqualTo(0.0);
    }

    private long[] counts() {
        return new long[] {
            metrics.count("le.took_seconds_bucket{le=0.05}"),
            metrics.count("le.took_seconds_bucket{le=1}"),
            metrics.count("le.took_seconds_bucket{le=10}"),
            metrics.count("le.took_seconds_bucket{le=+Inf}")
        };
    }
}
