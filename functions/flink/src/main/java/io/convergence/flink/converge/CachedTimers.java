package io.convergence.flink.converge;

import io.convergence.core.window.HostKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Event-time timers of cached hosts in memory, one per host: timers of RocksDB take several reads and writes for each
 * evaluation. They are registered with Flink when a checkpoint is taken. Not thread-safe.
 */
final class CachedTimers {
    private final Map<HostKey, Long> times = new HashMap<>();

    /** The timers by time. A timer that is not the one of its host in {@code times} has been replaced by an earlier one. */
    private final PriorityQueue<Timer> queue = new PriorityQueue<>(Comparator.comparingLong(Timer::time));

    /**
     * A timer.
     *
     * @param key the host
     * @param time the watermark at which it is due, epoch milliseconds
     */
    record Timer(HostKey key, long time) {}

    /** Sets the timer of a host, unless it has an earlier one. */
    void set(HostKey key, long time) {
        Long known = times.get(key);
        if (known == null || time < known) {
            times.put(key, time);
            queue.add(new Timer(key, time));
        }
    }

    /** The time of a host's timer, or null without one. */
    @Nullable
    Long time(HostKey key) {
        return times.get(key);
    }

    /** Removes and returns the earliest timer that is due at a watermark; null when none is due. */
    @Nullable
    Timer poll(long watermark) {
        for (Timer next = queue.peek(); next != null && next.time() <= watermark; next = queue.peek()) {
            queue.remove();
            if (times.remove(next.key(), next.time())) {
                return next;
            }
        }
        return null;
    }
}
