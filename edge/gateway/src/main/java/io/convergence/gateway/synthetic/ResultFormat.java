package io.convergence.gateway.synthetic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Format of a report, chosen by the query parameter {@code format}. */
public enum ResultFormat {
    /** The canonical record without tenant and receive time, or an array of them. */
    NATIVE,
    /** The samples of a probe of the Prometheus blackbox exporter. */
    BLACKBOX,
    /** The end-of-test summary of k6. */
    K6,
    /** An alert of Checkly, posted to a webhook. */
    CHECKLY,
    /** The report of Playwright's JSON reporter. */
    PLAYWRIGHT;

    /** The names of all formats, separated by commas. */
    static final String NAMES = Arrays.stream(values()).map(ResultFormat::label).collect(Collectors.joining(", "));

    /** The format of a name, or null when there is no such format. Without a name it is {@link #NATIVE}. */
    static @Nullable ResultFormat of(@Nullable String name) {
        if (name == null) {
            return NATIVE;
        }
        return Arrays.stream(values())
                .filter(format -> format.label().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether a report is about a run of many requests or tests, which takes time itself. */
    boolean isRun() {
        return this == K6 || this == PLAYWRIGHT;
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
