package io.convergence.recordings;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sizes of the UTC days of a store with a capacity. The room of an object is reserved before it is written and settled after.
 * Sizes can be counted again while objects are written: an object that is written during the count may count twice until
 * the next one, and none is missed, so that the capacity is not exceeded. Not thread-safe.
 */
final class DaySizes {
    private final long capacity;
    private final TreeMap<LocalDate, Long> sizes = new TreeMap<>();
    private final Map<LocalDate, Long> unwritten = new HashMap<>();
    private @Nullable Count count;

    /**
     * Sizes before the first count.
     *
     * @param capacity most bytes of all days
     */
    DaySizes(long capacity) {
        this.capacity = capacity;
    }

    /**
     * What changes during a count.
     *
     * @param added bytes by day that the count may miss
     * @param dropped days that were dropped since its start, some of whose bytes may be counted
     */
    private record Count(Map<LocalDate, Long> added, Set<LocalDate> dropped) {}

    /** Reserves room for an object of a day; false when there is none. */
    boolean reserve(LocalDate day, long length) {
        long free = capacity - length;
        for (long size : sizes.values()) {
            free -= size;
        }
        if (free < 0) {
            return false;
        }
        sizes.merge(day, length, Long::sum);
        unwritten.merge(day, length, Long::sum);
        if (count != null) {
            count.added().merge(day, length, Long::sum);
        }
        return true;
    }

    /** Ends a reservation: the object of a day is written, or it could not be. */
    void settle(LocalDate day, long length, boolean isWritten) {
        reduce(unwritten, day, length);
        if (!isWritten) {
            reduce(sizes, day, length);
            if (count != null) {
                reduce(count.added(), day, length);
            }
        }
    }

    /** The oldest day before another one that has written objects, or null. */
    @Nullable
    LocalDate oldestBefore(LocalDate day) {
        for (Map.Entry<LocalDate, Long> entry : sizes.headMap(day).entrySet()) {
            if (entry.getValue() > unwritten.getOrDefault(entry.getKey(), 0L)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Removes the written objects of a day, which are deleted. */
    void drop(LocalDate day) {
        long left = unwritten.getOrDefault(day, 0L);
        set(sizes, day, left);
        if (count != null) {
            count.dropped().add(day);
            set(count.added(), day, left);
        }
    }

    /** Begins a count of the written objects. */
    void beginCount() {
        count = new Count(new HashMap<>(unwritten), new HashSet<>());
    }

    /** Ends the count that has been begun with the bytes of each day that were found. */
    void endCount(Map<LocalDate, Long> counted) {
        Count ended = count == null ? new Count(Map.of(), Set.of()) : count;
        count = null;
        sizes.clear();
        sizes.putAll(counted);
        sizes.keySet().removeAll(ended.dropped());
        ended.added().forEach((day, bytes) -> sizes.merge(day, bytes, Long::sum));
    }

    private static void reduce(Map<LocalDate, Long> bytes, LocalDate day, long length) {
        bytes.computeIfPresent(day, (same, present) -> present > length ? present - length : null);
    }

    private static void set(Map<LocalDate, Long> bytes, LocalDate day, long length) {
        if (length == 0) {
            bytes.remove(day);
        } else {
            bytes.put(day, length);
        }
    }
}
