package io.convergence.core.slo.match;

/**
 * Counts of one budget in one minute.
 *
 * @param events counts of the SLI's own events; views when the SLI is joint
 * @param fallback counts of synthetic results, counted in place of too few views; empty unless the SLI is joint
 */
public record MinuteCounts(EventCounts events, EventCounts fallback) {

    /** Counts of no event. */
    public static MinuteCounts empty() {
        return new MinuteCounts(new EventCounts(), new EventCounts());
    }

    /** Adds other counts of the same minute. */
    public void merge(MinuteCounts other) {
        events.merge(other.events);
        fallback.merge(other.fallback);
    }
}
