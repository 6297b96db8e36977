package io.convergence.jobs.settings;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.settings.Problems;
import io.convergence.core.settings.SpelledDuration;
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
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/**
 * Reader of Flink's {@link ConfigOption}s that collects every problem, so that one start reports all of them. A value
 * that cannot be used is replaced by the option's default. Not thread-safe.
 */
final class ConfigOptionReader {
    private final Configuration configuration;
    private final Problems problems = new Problems();

    ConfigOptionReader(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The value of an option that has a default. */
    <T> T value(ConfigOption<T> option) {
        try {
            return configuration.get(option);
        } catch (IllegalArgumentException e) {
            problem(option, raw(option.key()) + " is not " + AdmissibleValue.like(option.defaultValue()));
            return option.defaultValue();
        }
    }

    /** The text of an option without a default, or null when it is not set. */
    @Nullable
    String text(ConfigOption<String> option) {
        String text = configuration.getString(option.key(), "").trim();
        return text.isEmpty() ? null : text;
    }

    /** The text of an option that must be set unless it has a default; empty, with a problem, when there is neither. */
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

    /** An instant in UTC as RFC 3339 spells it, or null when the option is not set or its value is no such instant. */
    @Nullable
    Instant instant(ConfigOption<String> option) {
        String text = text(option);
        if (text == null) {
            return null;
        }
        try {
            // Instant.parse accepts other offsets, too; only Z is unambiguous to a reader of the file.
            return text.endsWith("Z") ? Instant.parse(text) : noInstant(option, text);
        } catch (DateTimeParseException e) {
            return noInstant(option, text);
        }
    }

    /**
     * The elements of a list, separated by commas, semicolons or line ends.
     *
     * @param parse the element that a word spells, or null when it spells none, which is a problem
     * @param admissible a description of admissible words, for the problem
     */
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

    /** The elements of a list of enum constants, each spelled as its string form. */
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

    /** A whole number of a range, both ends inclusive. */
    int within(ConfigOption<Integer> option, int least, int most) {
        int value = value(option);
        check(
                value >= least && value <= most,
                option,
                value + " lies outside " + least + (most == Integer.MAX_VALUE ? " and up" : ".." + most));
        return value;
    }

    /** Milliseconds of a duration of a range, both ends inclusive. */
    long millis(ConfigOption<Duration> option, Duration least, Duration most) {
        Duration value = value(option);
        boolean isInside = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        check(
                isInside,
                option,
                SpelledDuration.format(value) + " lies outside " + SpelledDuration.format(least) + ".."
                        + SpelledDuration.format(most));
        return (isInside ? value : option.defaultValue()).toMillis();
    }

    /** Bytes of a memory size that is not below a least one. */
    long bytes(ConfigOption<MemorySize> option, MemorySize least) {
        MemorySize value = value(option);
        boolean isInside = value.compareTo(least) >= 0;
        check(isInside, option, value + " is less than " + least);
        return (isInside ? value : option.defaultValue()).getBytes();
    }

    /** An exact ratio in [0, 1]. */
    Ratio ratio(ConfigOption<Double> option) {
        double value = value(option);
        return attempt(
                option, () -> Ratio.parse(Double.toString(value)), Ratio.parse(Double.toString(option.defaultValue())));
    }

    /** The value of a supplier, or the fallback, with a problem, when it throws {@link IllegalArgumentException}. */
    <T> T attempt(ConfigOption<?> option, Supplier<T> supplier, T fallback) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException e) {
            problem(option, raw(option.key()) + ": " + e.getMessage());
            return fallback;
        }
    }

    /** Adds a problem with an option unless the condition is true. */
    void check(boolean condition, ConfigOption<?> option, String problem) {
        if (!condition) {
            problem(option, problem);
        }
    }

    /** Adds a problem with an option. */
    void problem(ConfigOption<?> option, String problem) {
        problems.add(option.key() + ": " + problem);
    }

    /** The problems found so far. */
    Problems problems() {
        return problems;
    }

    /** Every key that was set, with its value as text. */
    Map<String, String> values() {
        return configuration.toMap();
    }

    private @Nullable Instant noInstant(ConfigOption<String> option, String text) {
        problem(option, "'" + text + "' is not an instant in UTC such as 2026-06-05T12:00:00Z");
        return null;
    }

    private String raw(String key) {
        return "'" + configuration.getString(key, "") + "'";
    }
}
