package io.convergence.jobs.settings;

import io.convergence.core.arithmetic.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Reads options and collects what is wrong with them, so that one start tells everything. A value that cannot be used
 * is answered with the default, and the problem is remembered. Not thread-safe.
 */
final class OptionReader {
    private final Configuration configuration;
    private final List<String> problems = new ArrayList<>();

    OptionReader(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The value of an option that has a default. */
    <T> T value(ConfigOption<T> option) {
        try {
            return configuration.get(option);
        } catch (IllegalArgumentException e) {
            problem(option, raw(option.key()) + " is not " + expected(option.defaultValue()));
            return option.defaultValue();
        }
    }

    /** The value of an option without a default, or null. */
    @Nullable
    String text(ConfigOption<String> option) {
        String text = configuration.getString(option.key(), "").trim();
        return text.isEmpty() ? null : text;
    }

    /** The value of a text option that must be given. */
    String required(ConfigOption<String> option) {
        String text = text(option);
        if (text == null) {
            text = option.defaultValue();
        }
        if (text == null || text.isBlank()) {
            problem(option, "a value is required");
            return "";
        }
        return text;
    }

    /** An instant in UTC as RFC 3339 spells it, or null without a value or when it is none. */
    @Nullable
    Instant instant(ConfigOption<String> option) {
        String text = text(option);
        if (text == null) {
            return null;
        }
        try {
            // The last letter tells UTC: other offsets would be taken as well.
            return text.endsWith("Z") ? Instant.parse(text) : refused(option, text);
        } catch (DateTimeParseException e) {
            return refused(option, text);
        }
    }

    /** Elements separated by commas, semicolons or line ends; a word that is none of them is a problem. */
    <T> List<T> list(ConfigOption<List<T>> option, Function<String, @Nullable T> parse, String admissible) {
        if (!configuration.contains(option)) {
            return option.defaultValue();
        }
        String[] words = configuration
                .getString(option.key(), "")
                .replaceAll("[\\[\\]'\"]", "")
                .split("[,;\\n]");
        List<T> values = new ArrayList<>();
        for (String word : words) {
            String trimmed = word.trim();
            T value = trimmed.isEmpty() ? null : parse.apply(trimmed);
            if (value != null) {
                values.add(value);
            } else if (!trimmed.isEmpty()) {
                problem(option, "'" + trimmed + "' is not " + admissible);
            }
        }
        return values;
    }

    /** Elements that are constants of an enum, as their string form spells them. */
    <E extends Enum<E>> List<E> constants(ConfigOption<List<E>> option, Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        return list(
                option,
                word -> all.stream()
                        .filter(constant -> constant.toString().equals(word))
                        .findFirst()
                        .orElse(null),
                "one of " + all);
    }

    /** A whole number in a range. */
    int within(ConfigOption<Integer> option, int least, int most) {
        int value = value(option);
        check(
                value >= least && value <= most,
                option,
                value + " lies outside " + least + (most == Integer.MAX_VALUE ? " and up" : ".." + most));
        return value;
    }

    /** Milliseconds of a duration in a range. */
    long millis(ConfigOption<Duration> option, Duration least, Duration most) {
        Duration value = value(option);
        boolean inside = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        check(inside, option, spelled(value) + " lies outside " + spelled(least) + ".." + spelled(most));
        return (inside ? value : option.defaultValue()).toMillis();
    }

    /** An exact ratio in [0, 1]. */
    Ratio ratio(ConfigOption<Double> option) {
        double value = value(option);
        return attempt(
                option, () -> Ratio.parse(Double.toString(value)), Ratio.parse(Double.toString(option.defaultValue())));
    }

    /** What a maker makes, or the fallback when it objects. */
    <T> T attempt(ConfigOption<?> option, Supplier<T> maker, T fallback) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            problem(option, raw(option.key()) + ": " + e.getMessage());
            return fallback;
        }
    }

    /** Remembers a problem unless the condition holds. */
    void check(boolean holds, ConfigOption<?> option, String problem) {
        if (!holds) {
            problem(option, problem);
        }
    }

    /** Remembers a problem with an option. */
    void problem(ConfigOption<?> option, String problem) {
        problem(option.key() + ": " + problem);
    }

    /** Remembers a problem. */
    void problem(String problem) {
        problems.add(problem);
    }

    /** Every key that was given, with its value as text. */
    Map<String, String> given() {
        return configuration.toMap();
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

    /** A duration as options spell it, in the largest unit that divides it. */
    static String spelled(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0 || millis % 1000 != 0) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + " d";
        }
        if (seconds % 3600 == 0 && seconds > 3600) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private @Nullable Instant refused(ConfigOption<String> option, String text) {
        problem(option, "'" + text + "' is not an instant in UTC such as 2026-06-05T12:00:00Z");
        return null;
    }

    private String raw(String key) {
        return "'" + configuration.getString(key, "") + "'";
    }

    private static String expected(Object example) {
        if (example instanceof Duration duration) {
            return "a duration such as '" + spelled(duration) + "'";
        }
        if (example instanceof Enum<?> constant) {
            return "one of " + Arrays.toString(constant.getDeclaringClass().getEnumConstants());
        }
        if (example instanceof Boolean) {
            return "true or false";
        }
        return example instanceof Integer ? "a whole number" : "a number such as " + example;
    }
}
