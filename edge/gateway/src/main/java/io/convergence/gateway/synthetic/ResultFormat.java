package io.convergence.gateway.synthetic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A format in which tools report, chosen by the query parameter {@code format}. */
public enum ResultFormat {
    /** The canonical record without tenant and receive time, one or an array. */
    NATIVE,
    /** The text that a probe of the Prometheus blackbox exporter returns. */
    BLACKBOX,
    /** The end-of-test summary of k6. */
    K6,
    /** An alert of Checkly, posted to a webhook. */
    CHECKLY,
    /** The report of Playwright's JSON reporter. */
    PLAYWRIGHT;

    /** The names of all formats, for the sender. */
    static final String NAMES = Arrays.stream(values()).map(ResultFormat::label).collect(Collectors.joining(", "));

    /** The format of a name, {@link #NATIVE} of none; null when there is no such format. */
    static @Nullable ResultFormat of(@Nullable String name) {
        if (name == null) {
            return NATIVE;
        }
        return Arrays.stream(values())
                .filter(format -> format.label().equals(name))
                .findFirst()
                .orElse(null);
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
