package io.convergence.core.signal;

import java.util.Locale;

/** Urgency of a signal, in the four levels that alert routers have in common. */
public enum Severity {
    /** Pages the person on call. */
    CRITICAL,
    /** Between a page and a ticket. */
    ERROR,
    /** Opens a ticket. */
    WARNING,
    /** Is only recorded. */
    INFO;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in the published signal. */
    public String label() {
        return label;
    }
}
