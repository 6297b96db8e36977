package io.convergence.core.signal;

import java.util.Locale;

/** Whether a signal holds. */
public enum SignalStatus {
    /** It holds: a fire or a re-assertion. */
    FIRING,
    /** It holds no longer. */
    RESOLVED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the envelope spells it. */
    public String label() {
        return label;
    }
}
