package io.convergence.gateway.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the gateway can be told.
 *
 * @param key as files and the command line spell it
 * @param fallback the value when none is given, as it is spelled; null when there is none
 * @param description one sentence
 */
public record Option(String key, @Nullable String fallback, String description) {

    static Option text(String key, String fallback, String description) {
        return new Option(key, fallback, description);
    }

    static Option required(String key, String description) {
        return new Option(key, null, description);
    }

    static Option number(String key, long fallback, String description) {
        return new Option(key, String.valueOf(fallback), description);
    }

    static Option flag(String key, boolean fallback, String description) {
        return new Option(key, String.valueOf(fallback), description);
    }

    static Option duration(String key, Duration fallback, String description) {
        return new Option(key, Durations.spelled(fallback), description);
    }

    /** The default as it is spelled; empty when there is none. */
    String orEmpty() {
        return fallback == null ? "" : fallback;
    }
}
