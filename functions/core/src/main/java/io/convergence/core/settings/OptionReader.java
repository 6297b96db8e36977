package io.convergence.core.settings;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the values of options and collects every problem with them. A value that cannot be used is replaced by the
 * option's default, so that reading goes on. Not thread-safe.
 */
public final class OptionReader {
    private final Map<String, String> values;
    private final Problems problems = new Problems();

    /** Creates a reader of the given values by key. */
    public OptionReader(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /** The value of an option as text; a problem when there is neither a value nor a default. */
    public String text(Option option) {
        String text = values.getOrDefault(option.key(), "").trim();
        String value = text.isEmpty() ? option.defaultOrEmpty() : text;
        problems.check(!value.isEmpty(), option.key() + ": a value is required");
        return value;
    }

    /** The value of an option that is {@code true} or {@code false}. */
    public boolean flag(Option option) {
        String text = text(option);
        boolean valid = text.equals("true") || text.equals("false");
        problems.check(valid, option.key() + ": '" + text + "' is neither true nor false");
        return (valid ? text : option.defaultOrEmpty()).equals("true");
    }

    /** A whole number of a range, both ends inclusive. */
    public int number(Option option, int least, int most) {
        return Math.toIntExact(number(option, (long) least, (long) most));
    }

    /** A whole number of a range, both ends inclusive. */
    public long number(Option option, long least, long most) {
        String text = text(option);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
            problems.add(option.key() + ": " + value + " lies outside " + least + ".." + most);
        } catch (NumberFormatException e) {
            problems.add(option.key() + ": '" + text + "' is not a whole number");
        }
        return Long.parseLong(option.defaultOrEmpty());
    }

    /** A duration of a range, both ends inclusive. */
    public Duration duration(Option option, Duration least, Duration most) {
        String text = text(option);
        Duration value = SpelledDuration.parse(text);
        if (value == null) {
            problems.add(option.key() + ": '" + text + "' is not a duration such as '" + option.defaultOrEmpty() + "'");
        } else if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problems.add(option.key() + ": " + SpelledDuration.format(value) + " lies outside "
                    + SpelledDuration.format(least) + ".." + SpelledDuration.format(most));
        } else {
            return value;
        }
        Duration defaultDuration = SpelledDuration.parse(option.defaultOrEmpty());
        return defaultDuration == null ? least : defaultDuration;
    }

    /** Every key that was set, with its value. */
    public Map<String, String> values() {
        return values;
    }

    /** The problems found so far. */
    public Problems problems() {
        return problems;
    }
}
