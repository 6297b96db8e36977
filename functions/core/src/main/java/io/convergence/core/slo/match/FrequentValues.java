package io.convergence.core.slo.match;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bounded numbers of events by value, of which the most frequent values survive. Every number is exact until there are
 * more than {@code 2 * kept} values; the sum over all values, {@link BadEventAttribution#OTHER} included, is always exact.
 * Values are in ascending order. Mutable, not thread-safe.
 */
public final class FrequentValues {
    /*
     * Misra-Gries counters, which stay valid when they are merged in any order: Agarwal et al., "Mergeable Summaries",
     * PODS 2012, section 3, https://doi.org/10.1145/2213556.2213562. When there are too many values, the number of the
     * (kept + 1)-th most frequent one is taken off all, and what was taken off is counted as (other). At least kept + 1
     * numbers lose it each time, so of n events a value lacks at most n / (kept + 1): a value that has more is never lost,
     * however many others there are. Numbers are never too high. Reducing only above 2 * kept values makes the costs of a
     * reduction those of as many additions.
     *
     * Two sorted arrays, because most of these numbers have few values, and are written, read and merged more often than single
     * events are added to them. A sorted map was refused: it costs an object for each value, and comparisons when it is read.
     */
    private static final int FIRST_CAPACITY = 4;

    private String[] values;
    private long[] events;
    private int size;

    /** Numbers of no events. */
    public FrequentValues() {
        this(new String[0], new long[0]);
    }

    /**
     * Stored numbers; the arrays are not copied.
     *
     * @param values different values in ascending order
     * @param events number of events of each value
     */
    public FrequentValues(String[] values, long[] events) {
        this.values = values;
        this.events = events;
        this.size = values.length;
    }

    /** Number of values. */
    public int size() {
        return size;
    }

    /** A value, by its place in the ascending order. */
    public String value(int place) {
        return values[place];
    }

    /** Number of events of the value at a place. */
    public long events(int place) {
        return events[place];
    }

    /**
     * Adds events of one value.
     *
     * @param kept number of values that a reduction leaves at most, at least 1
     */
    public void add(String value, long more, int kept) {
        put(value, more);
        reduceIfMany(kept);
    }

    /** Adds the events of a part. */
    public void merge(FrequentValues part, int kept) {
        if (part.size == 1) {
            put(part.values[0], part.events[0]);
        } else if (part.size > 1) {
            putAll(part);
        }
        reduceIfMany(kept);
    }

    /** The numbers by value, in ascending order of values. */
    public Map<String, Long> asMap() {
        Map<String, Long> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(values[i], events[i]);
        }
        return map;
    }

    /** The most frequent values with their numbers, and all others as {@link BadEventAttribution#OTHER}. */
    public Map<String, Long> most(int kept) {
        Map<String, Long> most = new TreeMap<>();
        IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing((Integer place) -> isOther(values[place]))
                        .thenComparing(place -> events[place], Comparator.reverseOrder())
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(place -> most.merge(
                        most.size() < kept ? values[place] : BadEventAttribution.OTHER, events[place], Long::sum));
        return most;
    }

    private void put(String value, long more) {
        int found = Arrays.binarySearch(values, 0, size, value);
        if (found >= 0) {
            events[found] += more;
            return;
        }
        int place = -found - 1;
        if (size == values.length) {
            int capacity = Math.max(FIRST_CAPACITY, 2 * size);
            values = Arrays.copyOf(values, capacity);
            events = Arrays.copyOf(events, capacity);
        }
        System.arraycopy(values, place, values, place + 1, size - place);
        System.arraycopy(events, place, events, place + 1, size - place);
        values[place] = value;
        events[place] = more;
        size++;
    }

    private void putAll(FrequentValues part) {
        String[] mergedValues = new String[size + part.size];
        long[] mergedEvents = new long[size + part.size];
        int merged = 0;
        int own = 0;
        int other = 0;
        while (own < size || other < part.size) {
            int order = own == size ? 1 : other == part.size ? -1 : values[own].compareTo(part.values[other]);
            mergedValues[merged] = order <= 0 ? values[own] : part.values[other];
            mergedEvents[merged] = (order <= 0 ? events[own] : 0) + (order >= 0 ? part.events[other] : 0);
            own += order <= 0 ? 1 : 0;
            other += order >= 0 ? 1 : 0;
            merged++;
        }
        values = mergedValues;
        events = mergedEvents;
        size = merged;
    }

    private void reduceIfMany(int kept) {
        if (size <= 2L * kept + 1) {
            return;
        }
        long[] ascending = IntStream.range(0, size)
                .filter(place -> !isOther(values[place]))
                .mapToLong(place -> events[place])
                .sorted()
                .toArray();
        long cut = ascending[ascending.length - 1 - kept];
        long removed = 0;
        int left = 0;
        for (int place = 0; place < size; place++) {
            long most = isOther(values[place]) ? 0 : Math.min(cut, events[place]);
            removed += most;
            if (events[place] > most) {
                values[left] = values[place];
                events[left] = events[place] - most;
                left++;
            }
        }
        Arrays.fill(values, left, size, null);
        size = left;
        put(BadEventAttribution.OTHER, removed);
    }

    private static boolean isOther(String value) {
        return value.equals(BadEventAttribution.OTHER);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FrequentValues that
                && Arrays.equals(values, 0, size, that.values, 0, that.size)
                && Arrays.equals(events, 0, size, that.events, 0, that.size);
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
