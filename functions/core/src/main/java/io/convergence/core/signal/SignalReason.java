package io.convergence.core.signal;

import java.util.Locale;

/** The reason why a signal was emitted. */
public enum SignalReason {
    /** A threshold was reached. */
    THRESHOLD,
    /** Only a traffic collapse makes users count as affected. */
    TRAFFIC_COLLAPSE,
    /** Another signal of the same incident replaced this one. */
    SUPERSEDED,
    /** Measurements are back inside the thresholds. */
    RECOVERED,
    /** The window no longer holds enough views to observe an impact. */
    NO_DATA,
    /** There are no events to evaluate, so the alert stays in the firing state. */
    NO_DATA_FREEZE,
    /** The definition of the objective was removed. */
    DEFINITION_REMOVED,
    /** Late events changed counts that had been evaluated before. */
    RESTATED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in the published signal. */
    public String label() {
        return label;
    }
}
