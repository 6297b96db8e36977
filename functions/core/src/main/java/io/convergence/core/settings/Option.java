package io.convergence.core.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One option of a program that is not a Flink job.
 *
 * @param key the key in files and on the command line
 * @param defaultText the spelled default, or null when a value is required
 * @param description one sentence
 */
public record Option(String key, @Nullable String defaultText, String description) {

    /** An option with a text. */
    public static Option text(String key, String defaultText, String description) {
        return new Option(key, defaultText, description);
    }

    /** An option without a default. */
    public static Option required(String key, String description) {
        return new Option(key, null, description);
    }

    /** An option with a whole number. */
    public static Option number(String key, long defaultNumber, String description) {
        return new Option(key, String.valueOf(defaultNumber), description);
    }

    /** An option that is {@code true} or {@code false}. */
    public static Option flag(String key, boolean defaultFlag, String description) {
        return new Option(key, String.valueOf(defaultFlag), description);
    }

    /** An option with a duration. */
    public static Option duration(String key, Duration defaultDuration, String description) {
        return new Option(key, SpelledDuration.format(defaultDuration), description);
    }

    /** The spelled default, or an empty text when a value is required. */
    public String defaultOrEmpty() {
        return defaultText == null ? "" : defaultText;
    }
}
