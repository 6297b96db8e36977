package io.convergence.flink.state;

/**
 * Progress of a minute of page views.
 *
 * @param isClosed whether its rows have been emitted
 * @param rows pages with a row of their own; 0 until the minute closes
 * @param expiresAt event time at which the state of the minute is cleared, epoch milliseconds; 0 until the minute closes
 */
public record MinuteProgress(boolean isClosed, int rows, long expiresAt) {
    /** Progress of a minute that is not closed. */
    public static final MinuteProgress OPEN = new MinuteProgress(false, 0, 0);
}
