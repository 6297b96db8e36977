package io.convergence.core.session;

import java.util.Locale;

/** The reason why a session ended. */
public enum EndReason {
    /** No event came for the gap. */
    IDLE,
    /** The session reached its longest duration. */
    CAP;

    /** The value in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
