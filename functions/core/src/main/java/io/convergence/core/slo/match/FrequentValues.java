package io.convergence.core.slo.match;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bounded numbers of events by value, of which the most frequent values survive. Every number is exact until there are
 * more than {@code 2 * kept} values; the sum over all values, {@link BadEventAttribution#OTHER} included, is always exact.
 */
public final class FrequentValues {
    /*
     * Misra-Gries counters, which stay valid when they are merged in any order: Agarwal et al., "Mergeable Summaries",
     * PODS 2012, section 3, https://doi.org/10.1145/2213556.2213562. When there are too many values, the number of the
     * (kept + 1)-th most frequent one is taken off all, and what was taken off is counted as (other). At least kept + 1
     * numbers lose it each time, so of n events a value lacks at most n / (kept + 1): a value that has more is never lost,
     * however many others there are. Numbers are never too high. Reducing only above 2 * kept values makes the costs of a
     * reduction those of as many additions.
     */
    private FrequentValues() {}

    /**
     * Adds events of one value.
     *
     * @param counts events by value; changed
     * @param kept number of values that a reduction leaves at most, at least 1
     */
    public static void add(Map<String, Long> counts, String value, long events, int kept) {
        counts.merge(value, events, Long::sum);
        if (counts.size() > 2L * kept + 1) {
            reduce(counts, kept);
        }
    }

    /** Adds the events of a part to counts. The parameters are those of {@link #add}. */
    public static void merge(Map<String, Long> counts, Map<String, Long> part, int kept) {
        part.forEach((value, events) -> add(counts, value, events, kept));
    }

    /** The most frequent values with their numbers, and all others as {@link BadEventAttribution#OTHER}. */
    public static Map<String, Long> most(Map<String, Long> counts, int kept) {
        Map<String, Long> most = new TreeMap<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> entry) -> isOther(entry.getKey()))
                        .thenComparing(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> most.merge(
                        most.size() < kept ? entry.getKey() : BadEventAttribution.OTHER, entry.getValue(), Long::sum));
        return most;
    }

    private static void reduce(Map<String, Long> counts, int kept) {
        long[] ascending = counts.entrySet().stream()
                .filter(entry -> !isOther(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sorted()
                .toArray();
        long cut = ascending[ascending.length - 1 - kept];
        long removed = 0;
        for (Iterator<Map.Entry<String, Long>> entries = counts.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, Long> entry = entries.next();
            if (isOther(entry.getKey())) {
                continue;
            }
            removed += Math.min(cut, entry.getValue());
            if (entry.getValue() <= cut) {
                entries.remove();
            } else {
                entry.setValue(entry.getValue() - cut);
            }
        }
        counts.merge(BadEventAttribution.OTHER, removed, Long::sum);
    }

    private static boolean isOther(String value) {
        return value.equals(BadEventAttribution.OTHER);
    }
}
