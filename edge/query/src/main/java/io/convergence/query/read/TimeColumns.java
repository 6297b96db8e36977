package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns of equal length over the buckets of a span, which are aligned to the epoch. A bucket without a value has null.
 * Mutable, not thread-safe.
 */
public final class TimeColumns {
    private final long first;
    private final long step;
    private final int length;
    private final Map<String, @Nullable Object[]> columns = new HashMap<>();

    /**
     * Empty columns.
     *
     * @param step length of a bucket in seconds
     */
    public TimeColumns(TimeRange range, long step) {
        this.step = step;
        this.first = range.from().getEpochSecond() / step * step;
        // The end is exclusive, so a bucket that begins there is none of the span.
        long last = (range.to().toEpochMilli() - 1) / 1000 / step * step;
        this.length = Math.toIntExact((last - first) / step + 1);
    }

    /** The position of the bucket that contains a time, epoch seconds. */
    public int positionOf(long seconds) {
        return Math.toIntExact((seconds - first) / step);
    }

    void text(String name, int at, @Nullable String value) {
        column(name)[at] = value;
    }

    void number(String name, int at, @Nullable Double value) {
        column(name)[at] = value;
    }

    /** Adds to the count of a bucket. */
    public void count(String name, int at, long more) {
        Object known = column(name)[at];
        column(name)[at] = (known == null ? 0 : (double) known) + more;
    }

    /** Adds the starts of the buckets as {@code time}, epoch seconds. */
    public void addTimes(ObjectNode body) {
        ArrayNode times = body.putArray("time");
        for (int i = 0; i < length; i++) {
            times.add(first + i * step);
        }
    }

    /** Adds the columns of texts with these names. */
    void addTexts(ObjectNode body, List<String> names) {
        for (String name : names) {
            ArrayNode values = body.putArray(name);
            for (Object value : column(name)) {
                values.add((String) value);
            }
        }
    }

    /** Adds the columns of numbers with these names. */
    void addNumbers(ObjectNode body, List<String> names) {
        for (String name : names) {
            ArrayNode values = body.putArray(name);
            for (Object value : column(name)) {
                add(values, (Double) value);
            }
        }
    }

    /** Adds the columns of counts with these names; a bucket without a count has 0. */
    public void addCounts(ObjectNode body, List<String> names) {
        for (String name : names) {
            ArrayNode values = body.putArray(name);
            for (Object value : column(name)) {
                add(values, value == null ? 0.0 : (Double) value);
            }
        }
    }

    /** Whole numbers are written without a fraction. */
    private static void add(ArrayNode values, @Nullable Double value) {
        if (value != null && value == Math.rint(value) && Math.abs(value) < 1e15) {
            values.add(value.longValue());
        } else {
            values.add(value);
        }
    }

    private @Nullable Object[] column(String name) {
        return columns.computeIfAbsent(name, any -> new Object[length]);
    }
}
