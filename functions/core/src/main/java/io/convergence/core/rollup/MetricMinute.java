package io.convergence.core.rollup;

import io.convergence.core.window.MinuteKey;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a minute of an app on a host.
 *
 * @param key the minute
 * @param row identity of the row within the minute
 * @param samples number of samples
 * @param good samples within the good threshold of a vital
 * @param poor samples above the poor threshold of a vital
 * @param weight sum of 1000 divided by the sample rate
 * @param revision rises with each change
 * @param p50 median, or null without values; all quantiles are within 1 %
 * @param p75 75th percentile, or null
 * @param p95 95th percentile, or null
 * @param p99 99th percentile, or null
 * @param bins encoded distribution
 * @param restated whether this row was emitted before
 */
@SuppressWarnings("ArrayRecordComponent") // encoded once and passed on
public record MetricMinute(
        MinuteKey key,
        MetricRowKey row,
        long samples,
        long good,
        long poor,
        long weight,
        long revision,
        @Nullable Double p50,
        @Nullable Double p75,
        @Nullable Double p95,
        @Nullable Double p99,
        byte[] bins,
        boolean restated) {

    /** The row of totals. */
    public static MetricMinute of(MinuteKey key, MetricRowKey row, MetricTotals totals) {
        Distribution values = totals.distribution();
        return new MetricMinute(
                key,
                row,
                totals.samples(),
                totals.good(),
                totals.poor(),
                totals.weight(),
                totals.revision(),
                values.quantile(1, 2),
                values.quantile(3, 4),
                values.quantile(19, 20),
                values.quantile(99, 100),
                values.bytes(),
                totals.emitted() > 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricMinute that
                && that.key.equals(key)
                && that.row.equals(row)
                && that.samples == samples
                && that.good == good
                && that.poor == poor
                && that.weight == weight
                && that.revision == revision
                && Objects.equals(that.p50, p50)
                && Objects.equals(that.p75, p75)
                && Objects.equals(that.p95, p95)
                && Objects.equals(that.p99, p99)
                && Arrays.equals(that.bins, bins)
                && that.restated == restated;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * key.hashCode() + row.hashCode()) + Long.hashCode(revision);
    }
}
