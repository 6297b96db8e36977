package io.convergence.core.slo.match;

/**
 * The events of a budget in a minute.
 *
 * @param events those of its source; views when it is joint
 * @param fallback the synthetic results that stand in for views; empty unless it is joint
 */
public record MinuteCounts(EventCounts events, EventCounts fallback) {

    /** No event. */
    public static MinuteCounts empty() {
        return new MinuteCounts(new EventCounts(), new EventCounts());
    }

    /** Adds what another one holds. */
    public void merge(MinuteCounts other) {
        events.merge(other.events);
        fallback.merge(other.fallback);
    }
}
