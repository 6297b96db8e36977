package io.convergence.flink.minutes;

import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Closed minutes of an app on a host that are stored together. Mutable, not thread-safe. */
public final class MinuteBlock {
    private final TreeMap<Long, ClosedMinute> minutes = new TreeMap<>();

    /** The minute with a start, epoch milliseconds, or null. */
    public @Nullable ClosedMinute get(long start) {
        return minutes.get(start);
    }

    /** Sets a minute. */
    public void put(ClosedMinute minute) {
        minutes.put(minute.start(), minute);
    }

    /** The minutes in the order of their start. They can be removed from this collection. */
    public Collection<ClosedMinute> minutes() {
        return minutes.values();
    }

    /** The latest end of the retention of a minute, epoch milliseconds; {@link Long#MIN_VALUE} without minutes. */
    public long lastExpiry() {
        return minutes.values().stream()
                .mapToLong(ClosedMinute::expiresAt)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    MinuteBlock copy() {
        MinuteBlock copy = new MinuteBlock();
        for (ClosedMinute minute : minutes.values()) {
            copy.put(minute.copy());
        }
        return copy;
    }
}
