package io.convergence.core.signal;

import java.util.Locale;

/** Why a signal was emitted. */
public enum SignalReason {
    /** A threshold was reached. */
    THRESHOLD,
    /** Only a traffic collapse makes users count as affected. */
    TRAFFIC_COLLAPSE,
    /** Another signal of the same incident replaced this one. */
    SUPERSEDED,
    /** Measurements are back inside the thresholds. */
    RECOVERED,
    /** The window ran thin: nothing is observed any more. */
    NO_DATA,
    /** No event to tell by: it keeps firing, frozen. */
    NO_DATA_FREEZE,
    /** What it is about was removed. */
    DEFINITION_REMOVED,
    /** Late events changed what had been counted. */
    RESTATED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the envelope spells it. */
    public String label() {
        return label;
    }
}
