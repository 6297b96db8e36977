package io.convergence.core.signal;

import java.util.Locale;

/** Whether an alert is firing or resolved. */
public enum SignalStatus {
    /** The alert has just fired, or is repeated while it fires. */
    FIRING,
    /** The alert has ended. */
    RESOLVED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in the published signal. */
    public String label() {
        return label;
    }
}
