package io.convergence.core.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Check that every key of the settings has a meaning.
 *
 * @param options keys of the program's own options
 * @param reserved keys that cannot be set, each with the reason or with what to set instead
 * @param isPassedOn whether a key belongs to a client or an engine, which checks it itself
 */
public record KnownKeys(List<String> options, Map<String, String> reserved, Predicate<String> isPassedOn) {

    /**
     * The keys of a program with a Kafka client, whose properties begin with {@code kafka.}.
     *
     * @param reserved keys that cannot be set, each with the reason or with what to set instead
     */
    public static KnownKeys withKafkaClient(Collection<Option> options, Map<String, String> reserved) {
        return new KnownKeys(options.stream().map(Option::key).toList(), reserved, key -> key.startsWith("kafka."));
    }

    /** Adds a problem to the reader for every key that is reserved or unknown, in alphabetical order. */
    public void check(OptionReader reader) {
        check(reader.values().keySet(), reader.problems());
    }

    /** Adds a problem for every key that is reserved or unknown, in alphabetical order. */
    public void check(Collection<String> keys, Problems problems) {
        for (String key : new TreeSet<>(keys)) {
            String reason = reserved.get(key);
            if (reason != null) {
                problems.add(key + ": cannot be given: " + reason);
            } else if (!options.contains(key) && !isPassedOn.test(key)) {
                problems.add(key + ": no such option; did you mean " + nearest(key) + "?");
            }
        }
    }

    private String nearest(String key) {
        return options.stream()
                .min(Comparator.comparingInt(option -> distance(key, option)))
                .orElseThrow();
    }

    /** Levenshtein distance (1966): the least number of insertions, deletions and replacements of a character. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
