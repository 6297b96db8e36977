package io.convergence.core.slo.window;

/**
 * What a bucket holds: events, or slices of time.
 *
 * @param good good ones
 * @param bad bad ones
 * @param observed slices with an event
 * @param fallback events that stand in for views
 */
public record Cell(long good, long bad, long observed, long fallback) {
    /** Nothing. */
    public static final Cell EMPTY = new Cell(0, 0, 0, 0);

    /** Whether it holds nothing. */
    public boolean isEmpty() {
        return good == 0 && bad == 0 && observed == 0 && fallback == 0;
    }

    /** This one and another together. */
    public Cell plus(Cell other) {
        return new Cell(good + other.good, bad + other.bad, observed + other.observed, fallback + other.fallback);
    }

    /** This one without another. */
    public Cell minus(Cell other) {
        return new Cell(good - other.good, bad - other.bad, observed - other.observed, fallback - other.fallback);
    }
}
