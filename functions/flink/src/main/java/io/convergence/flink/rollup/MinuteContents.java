package io.convergence.flink.rollup;

import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.rollup.MetricTotals;
import io.convergence.core.rollup.RollupProgress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of a minute of an app on a host. */
interface MinuteContents {
    /** Progress of the minute, or null while nothing is remembered. */
    @Nullable
    RollupProgress progress() throws Exception;

    /** Sets the progress. */
    void progress(RollupProgress next) throws Exception;

    /** Whether a custom metric or a value of a bounded dimension is known. */
    boolean hasValue(String entry) throws Exception;

    /** Remembers a custom metric or a value of a bounded dimension. */
    void addValue(String entry) throws Exception;

    /** Forgets a value. */
    void removeValue(String entry) throws Exception;

    /** Totals of a row, or null. */
    @Nullable
    MetricTotals totals(MetricRowKey row) throws Exception;

    /**
     * Sets the totals of a row.
     *
     * @param changed whether the row is to be emitted
     */
    void put(MetricRowKey row, MetricTotals totals, boolean changed) throws Exception;

    /** Removes a row. */
    void remove(MetricRowKey row) throws Exception;

    /** All rows with their totals, for one pass in which nothing is changed. */
    Iterable<Map.Entry<MetricRowKey, MetricTotals>> rows() throws Exception;

    /** The rows that are to be emitted. */
    List<MetricRowKey> changed() throws Exception;

    /** Whether a timer at the end of a step may be missing; it is remembered then. The ends of steps never decrease. */
    boolean needsStep(long at);

    /** Clears everything. */
    void clear() throws Exception;
}
