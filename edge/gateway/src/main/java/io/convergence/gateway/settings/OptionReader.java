package io.convergence.gateway.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads options and collects what is wrong with them, so that one start tells everything. A value that cannot be used is
 * answered with the default, and the problem is remembered. Not thread-safe.
 */
final class OptionReader {
    private final Map<String, String> given;
    private final List<String> problems = new ArrayList<>();

    OptionReader(Map<String, String> given) {
        this.given = new TreeMap<>(given);
    }

    String text(Option option) {
        String text = given.getOrDefault(option.key(), "").trim();
        String value = text.isEmpty() ? option.orEmpty() : text;
        check(!value.isEmpty(), option.key() + ": a value is required");
        return value;
    }

    boolean flag(Option option) {
        String text = text(option);
        boolean valid = text.equals("true") || text.equals("false");
        check(valid, option.key() + ": '" + text + "' is neither true nor false");
        return (valid ? text : option.orEmpty()).equals("true");
    }

    int within(Option option, int least, int most) {
        return Math.toIntExact(within(option, (long) least, (long) most));
    }

    long within(Option option, long least, long most) {
        String text = text(option);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
            problem(option.key() + ": " + value + " lies outside " + least + ".." + most);
        } catch (NumberFormatException e) {
            problem(option.key() + ": '" + text + "' is not a whole number");
        }
        return Long.parseLong(option.orEmpty());
    }

    Duration within(Option option, Duration least, Duration most) {
        String text = text(option);
        Duration value = Durations.parse(text);
        if (value == null) {
            problem(option.key() + ": '" + text + "' is not a duration such as '" + option.orEmpty() + "'");
        } else if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problem(option.key() + ": " + Durations.spelled(value) + " lies outside " + Durations.spelled(least) + ".."
                    + Durations.spelled(most));
        } else {
            return value;
        }
        Duration fallback = Durations.parse(option.orEmpty());
        return fallback == null ? least : fallback;
    }

    /** Every key that was given, with its value. */
    Map<String, String> given() {
        return given;
    }

    /** Remembers a problem unless the condition holds. */
    void check(boolean holds, String problem) {
        if (!holds) {
            problem(problem);
        }
    }

    /** Remembers a problem. */
    void problem(String problem) {
        problems.add(problem);
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidSettings with all problems, if there are any
     */
    void finish() {
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }
}
