package io.convergence.flink.timer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Event-time timers in memory, one per key: timers of RocksDB take several reads and writes each. What is due at a checkpoint has
 * to be stored by the operator. Not thread-safe.
 *
 * @param <K> keys
 */
public final class KeyTimers<K> {
    private final Map<K, Long> times = new HashMap<>();

    /** The timers by time. A timer that is not the one of its key in {@code times} was replaced by an earlier one or removed. */
    private final PriorityQueue<Timer<K>> queue = new PriorityQueue<>(Comparator.comparingLong(Timer::time));

    /**
     * A timer.
     *
     * @param time the watermark at which it is due, epoch milliseconds
     */
    public record Timer<K>(K key, long time) {}

    /** Sets the timer of a key, unless it has an earlier one. */
    public void set(K key, long time) {
        Long known = times.get(key);
        if (known == null || time < known) {
            times.put(key, time);
            queue.add(new Timer<>(key, time));
        }
    }

    /** Removes the timer of a key, if it has one. */
    public void remove(K key) {
        times.remove(key);
    }

    /** The time of a key's timer, or null without one. */
    public @Nullable Long time(K key) {
        return times.get(key);
    }

    /** Number of timers in memory, with those that were replaced or removed and are not due yet. */
    public int size() {
        return queue.size();
    }

    /** Removes and returns the earliest timer that is due at a watermark; null when none is due. */
    public @Nullable Timer<K> poll(long watermark) {
        for (Timer<K> next = queue.peek(); next != null && next.time() <= watermark; next = queue.peek()) {
            queue.remove();
            if (times.remove(next.key(), next.time())) {
                return next;
            }
        }
        return null;
    }
}
