package io.convergence.flink.events;

import io.convergence.core.rollup.Dimensions;
import io.convergence.core.rollup.MetricMinuteRule;
import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.rollup.MetricTotals;
import io.convergence.core.rollup.RollupProgress;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.StateDescriptors;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** Keyed states of a minute of an app on a host. */
final class RollupMemory {
    private final MetricMinuteRule rule;
    private final MapState<MetricRowKey, MetricTotals> rows;
    private final MapState<MetricRowKey, Boolean> changed;
    private final MapState<String, Boolean> values;
    private final ValueState<RollupProgress> progress;

    RollupMemory(RuntimeContext context, MetricMinuteRule rule) {
        this.rule = rule;
        rows = context.getMapState(rowsDescriptor());
        changed = context.getMapState(changedDescriptor());
        values = context.getMapState(valuesDescriptor());
        progress = context.getState(progressDescriptor());
    }

    /** Totals by row. */
    static MapStateDescriptor<MetricRowKey, MetricTotals> rowsDescriptor() {
        return StateDescriptors.map("rollup-rows", new MetricRowKeyFormat(), new MetricTotalsFormat());
    }

    /** Rows that changed since they were emitted; a set. */
    static MapStateDescriptor<MetricRowKey, Boolean> changedDescriptor() {
        return new MapStateDescriptor<>(
                "rollup-changed", new FormatTypeInfo<>(new MetricRowKeyFormat()), Types.BOOLEAN);
    }

    /** Custom metrics and values of bounded dimensions; a set. */
    static MapStateDescriptor<String, Boolean> valuesDescriptor() {
        return new MapStateDescriptor<>("rollup-values", Types.STRING, Types.BOOLEAN);
    }

    /** Progress of the minute. */
    static ValueStateDescriptor<RollupProgress> progressDescriptor() {
        return StateDescriptors.value("rollup-progress", new RollupProgressFormat());
    }

    MapState<MetricRowKey, MetricTotals> rows() {
        return rows;
    }

    MapState<MetricRowKey, Boolean> changed() {
        return changed;
    }

    RollupProgress progress() throws Exception {
        RollupProgress stored = progress.value();
        return stored == null ? RollupProgress.OPEN : stored;
    }

    void progress(RollupProgress next) throws Exception {
        progress.update(next);
    }

    boolean isEmpty() throws Exception {
        return progress.value() == null;
    }

    /** Whether a custom metric is within the bound of the minute; it is remembered then. */
    boolean admitsMetric(String name) throws Exception {
        String entry = entry("metric", name);
        if (values.contains(entry)) {
            return true;
        }
        RollupProgress current = progress();
        if (current.metrics() >= rule.maxMetrics()) {
            return false;
        }
        values.put(entry, true);
        progress.update(current.plusMetric());
        return true;
    }

    /** The row that counts for a row: itself, or the one that the values of its dimension beyond the bound share. */
    MetricRowKey bounded(MetricRowKey row) throws Exception {
        boolean isPage = row.dimension().equals(Dimensions.PAGE);
        if (!isPage && !MetricMinuteRule.isNamed(row.dimension())) {
            return row;
        }
        String entry = entry(row.dimension(), row.value());
        if (values.contains(entry)) {
            return row;
        }
        RollupProgress current = progress();
        // The pages of an open minute are chosen at its close.
        int bound = isPage ? (current.closed() ? rule.maxPages() : rule.maxRows()) : rule.maxNames();
        if (current.valuesOf(row.dimension()) >= bound) {
            return row.of(MetricMinuteRule.OTHER);
        }
        values.put(entry, true);
        progress.update(current.plusValue(row.dimension()));
        return row;
    }

    /** Forgets a page, whose samples count in the shared row from now on. */
    void forgetPage(String page) throws Exception {
        values.remove(entry(Dimensions.PAGE, page));
    }

    void clear() {
        rows.clear();
        changed.clear();
        values.clear();
        progress.clear();
    }

    private static String entry(String dimension, String value) {
        return dimension + '\n' + value;
    }
}
