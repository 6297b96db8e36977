package io.convergence.flink.rollup;

import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.rollup.MetricTotals;
import io.convergence.core.rollup.RollupProgress;
import io.convergence.flink.events.KeyedValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of a minute of an app on a host, in one value. Mutable, not thread-safe. */
public final class OpenMinute implements MinuteContents, KeyedValues.Sized {
    /** Most rows of a minute of one value: about 20 KB. */
    private static final int MAX_ROWS = 256;

    /** Estimated memory of a minute, of each row, of each of its bins, and of each value of a dimension. */
    private static final long MINUTE_BYTES = 600;

    private static final long ROW_BYTES = 350;
    private static final long BIN_BYTES = 16;
    private static final long MOST_BINS = 100;
    private static final long VALUE_BYTES = 150;

    final Map<MetricRowKey, MetricTotals> rows;
    final Set<MetricRowKey> changed;
    final Set<String> values;
    private @Nullable RollupProgress progress;
    private long bins;
    private long step = Long.MIN_VALUE;

    /** Nothing. */
    public OpenMinute() {
        this(null, new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    OpenMinute(
            @Nullable RollupProgress progress,
            Map<MetricRowKey, MetricTotals> rows,
            Set<MetricRowKey> changed,
            Set<String> values) {
        this.progress = progress;
        this.rows = rows;
        this.changed = changed;
        this.values = values;
        rows.values().forEach(totals -> bins += totals.distribution().size());
    }

    /** An independent copy. */
    OpenMinute copy() {
        Map<MetricRowKey, MetricTotals> copies = new LinkedHashMap<>(rows);
        copies.replaceAll((row, totals) -> totals.copy());
        return new OpenMinute(progress, copies, new LinkedHashSet<>(changed), new LinkedHashSet<>(values));
    }

    /** Whether there is more than one value should contain, because it is written as a whole. */
    boolean isLarge() {
        return rows.size() > MAX_ROWS;
    }

    @Override
    public long heapBytes() {
        return MINUTE_BYTES
                + ROW_BYTES * rows.size()
                + BIN_BYTES * Math.min(bins, MOST_BINS * rows.size())
                + VALUE_BYTES * values.size();
    }

    @Override
    public @Nullable RollupProgress progress() {
        return progress;
    }

    @Override
    public void progress(RollupProgress next) {
        progress = next;
    }

    @Override
    public boolean hasValue(String entry) {
        return values.contains(entry);
    }

    @Override
    public void addValue(String entry) {
        values.add(entry);
    }

    @Override
    public void removeValue(String entry) {
        values.remove(entry);
    }

    @Override
    public @Nullable MetricTotals totals(MetricRowKey row) {
        return rows.get(row);
    }

    @Override
    public void put(MetricRowKey row, MetricTotals totals, boolean isChanged) {
        rows.put(row, totals);
        if (isChanged) {
            // A measurement adds at most one bin to the totals, which were changed in place.
            bins++;
            changed.add(row);
        } else {
            changed.remove(row);
        }
    }

    @Override
    public void remove(MetricRowKey row) {
        rows.remove(row);
        changed.remove(row);
    }

    @Override
    public Iterable<Map.Entry<MetricRowKey, MetricTotals>> rows() {
        return rows.entrySet();
    }

    @Override
    public List<MetricRowKey> changed() {
        return new ArrayList<>(changed);
    }

    @Override
    public boolean needsStep(long at) {
        boolean isOther = step != at;
        step = at;
        return isOther;
    }

    @Override
    public void clear() {
        rows.clear();
        changed.clear();
        values.clear();
        progress = null;
        bins = 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenMinute that
                && Objects.equals(that.progress, progress)
                && that.rows.equals(rows)
                && that.changed.equals(changed)
                && that.values.equals(values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(progress, rows, changed, values);
    }
}
