package io.convergence.flink.rollup;

import io.convergence.core.rollup.Dimensions;
import io.convergence.core.rollup.MetricMinuteRule;
import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.rollup.RollupProgress;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.events.KeyedValues;
import io.convergence.flink.state.StateDescriptors;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Memory of minutes of apps on hosts: a minute is one cached value of state, and has an entry for each row once it is large.
 * A key is opened, read and changed, and closed. Not thread-safe.
 */
final class MinuteMemory {
    /** What separates a dimension and its value in a text. */
    static final char SEPARATOR = '\n';

    private final MetricMinuteRule rule;
    private final KeyedValues<MinuteKey, OpenMinute> values;
    private final StoredMinute stored;
    private @Nullable OpenMinute open;
    private MinuteContents contents;

    MinuteMemory(RuntimeContext context, MetricMinuteRule rule, long cacheBytes) {
        this.rule = rule;
        values = new KeyedValues<>(context.getState(openDescriptor()), cacheBytes);
        stored = new StoredMinute(context);
        contents = stored;
    }

    /** A minute that is not large. */
    static ValueStateDescriptor<OpenMinute> openDescriptor() {
        return StateDescriptors.value("open-minute", new OpenMinuteFormat());
    }

    /** The contents of the current key, which must be closed. */
    MinuteContents open(MinuteKey currentKey) throws Exception {
        open = values.get(currentKey);
        if (open == null && stored.progress() == null) {
            open = new OpenMinute();
        }
        contents = open == null ? stored : open;
        return contents;
    }

    /** Stores what was changed since the current key was opened. */
    void close(MinuteKey currentKey) throws Exception {
        OpenMinute changed = open;
        open = null;
        if (changed == null) {
            return;
        }
        if (changed.progress() == null) {
            values.remove(currentKey);
        } else if (changed.isLarge()) {
            values.remove(currentKey);
            stored.take(changed);
        } else {
            values.put(currentKey, changed);
        }
    }

    /** Writes all cached minutes to the state; {@code select} makes a key the current one of the state. */
    void flush(Consumer<MinuteKey> select) throws Exception {
        values.flush(select);
    }

    /** Progress of the open minute. */
    RollupProgress progress() throws Exception {
        RollupProgress known = contents.progress();
        return known == null ? RollupProgress.OPEN : known;
    }

    /** Whether a custom metric is within the bound of the minute; it is remembered then. */
    boolean admitsMetric(String name) throws Exception {
        String entry = entry("metric", name);
        if (contents.hasValue(entry)) {
            return true;
        }
        RollupProgress current = progress();
        if (current.metrics() >= rule.maxMetrics()) {
            return false;
        }
        contents.addValue(entry);
        contents.progress(current.plusMetric());
        return true;
    }

    /** The row that counts for a row: itself, or the one that the values of its dimension beyond the bound share. */
    MetricRowKey bounded(MetricRowKey row) throws Exception {
        boolean isPage = row.dimension().equals(Dimensions.PAGE);
        if (!isPage && !MetricMinuteRule.isNamed(row.dimension())) {
            return row;
        }
        // A row that exists is within the bound.
        if (contents.totals(row) != null) {
            return row;
        }
        String entry = entry(row.dimension(), row.value());
        if (contents.hasValue(entry)) {
            return row;
        }
        RollupProgress current = progress();
        // The pages of an open minute are chosen at its close.
        int bound = isPage ? (current.closed() ? rule.maxPages() : rule.maxRows()) : rule.maxNames();
        if (current.valuesOf(row.dimension()) >= bound) {
            return row.of(MetricMinuteRule.OTHER);
        }
        contents.addValue(entry);
        contents.progress(current.plusValue(row.dimension()));
        return row;
    }

    /** Forgets a page, whose samples count in the shared row from now on. */
    void forgetPage(String page) throws Exception {
        contents.removeValue(entry(Dimensions.PAGE, page));
    }

    private static String entry(String dimension, String value) {
        return dimension + SEPARATOR + value;
    }
}
