package io.convergence.flink.rollup;

import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.rollup.MetricTotals;
import io.convergence.core.rollup.RollupProgress;
import io.convergence.flink.events.MetricRowKeyFormat;
import io.convergence.flink.events.MetricTotalsFormat;
import io.convergence.flink.events.RollupProgressFormat;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.StateDescriptors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Keyed states of a minute of an app on a host with more rows than one value should contain, and of every minute in a
 * savepoint of a release that had no other form: an entry for each row.
 */
final class StoredMinute implements MinuteContents {
    private final MapState<MetricRowKey, MetricTotals> rows;
    private final MapState<MetricRowKey, Boolean> changed;
    private final MapState<String, Boolean> values;
    private final ValueState<RollupProgress> progress;

    StoredMinute(RuntimeContext context) {
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

    /** Stores a minute that has become too large for one value. */
    void take(OpenMinute large) throws Exception {
        RollupProgress known = large.progress();
        if (known != null) {
            progress.update(known);
        }
        for (String value : large.values) {
            values.put(value, true);
        }
        for (Map.Entry<MetricRowKey, MetricTotals> entry : large.rows()) {
            rows.put(entry.getKey(), entry.getValue());
        }
        for (MetricRowKey row : large.changed) {
            changed.put(row, true);
        }
    }

    @Override
    public @Nullable RollupProgress progress() throws Exception {
        return progress.value();
    }

    @Override
    public void progress(RollupProgress next) throws Exception {
        progress.update(next);
    }

    @Override
    public boolean hasValue(String entry) throws Exception {
        return values.contains(entry);
    }

    @Override
    public void addValue(String entry) throws Exception {
        values.put(entry, true);
    }

    @Override
    public void removeValue(String entry) throws Exception {
        values.remove(entry);
    }

    @Override
    public @Nullable MetricTotals totals(MetricRowKey row) throws Exception {
        return rows.get(row);
    }

    @Override
    public void put(MetricRowKey row, MetricTotals totals, boolean isChanged) throws Exception {
        rows.put(row, totals);
        if (isChanged) {
            changed.put(row, true);
        } else {
            changed.remove(row);
        }
    }

    @Override
    public void remove(MetricRowKey row) throws Exception {
        rows.remove(row);
        changed.remove(row);
    }

    @Override
    public Iterable<Map.Entry<MetricRowKey, MetricTotals>> rows() throws Exception {
        return rows.entries();
    }

    @Override
    public List<MetricRowKey> changed() throws Exception {
        List<MetricRowKey> all = new ArrayList<>();
        changed.keys().forEach(all::add);
        return all;
    }

    @Override
    public boolean needsStep(long at) {
        return true;
    }

    @Override
    public void clear() {
        rows.clear();
        changed.clear();
        values.clear();
        progress.clear();
    }
}
