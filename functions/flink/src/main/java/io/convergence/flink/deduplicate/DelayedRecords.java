package io.convergence.flink.deduplicate;

import io.convergence.flink.intake.Timed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Records in memory by key and, for their emission, by event time. Not thread-safe.
 *
 * @param <T> type of the records
 */
final class DelayedRecords<T> {
    /**
     * A record with its key and event time.
     *
     * @param time epoch milliseconds
     */
    record Delayed<T>(String key, long time, Timed<T> record) {}

    private final Map<String, Delayed<T>> byKey = new HashMap<>();

    /** The records by time, and those that were removed and have not been reached yet. */
    private final PriorityQueue<Delayed<T>> byTime = new PriorityQueue<>(
            Comparator.<Delayed<T>>comparingLong(Delayed::time).thenComparing(Delayed::key));

    /** Number of records, with those that were removed and have not been reached yet. */
    int size() {
        return byTime.size();
    }

    /** The record of a key, or null. */
    @Nullable
    Timed<T> get(String key) {
        Delayed<T> delayed = byKey.get(key);
        return delayed == null ? null : delayed.record;
    }

    /** Adds the record of a key that has none. */
    void put(String key, long time, Timed<T> record) {
        Delayed<T> delayed = new Delayed<>(key, time, record);
        byKey.put(key, delayed);
        byTime.add(delayed);
    }

    /** Removes the record of a key. */
    void remove(String key) {
        byKey.remove(key);
    }

    /** Removes and returns the earliest record that is at or before a watermark, or null. */
    @Nullable
    Delayed<T> poll(long watermark) {
        for (Delayed<T> first = byTime.peek(); first != null && first.time <= watermark; first = byTime.peek()) {
            byTime.remove();
            Delayed<T> record = byKey.get(first.key);
            if (record != null && record.time == first.time) {
                byKey.remove(first.key);
                return record;
            }
        }
        return null;
    }
}
