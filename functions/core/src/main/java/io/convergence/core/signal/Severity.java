package io.convergence.core.signal;

import java.util.Locale;

/** How urgent a signal is; the four words that alert routers share. */
public enum Severity {
    /** Somebody is paged. */
    CRITICAL,
    /** Between a page and a ticket. */
    ERROR,
    /** A ticket. */
    WARNING,
    /** For the record. */
    INFO;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the envelope spells it. */
    public String label() {
        return label;
    }
}
