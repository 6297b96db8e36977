package io.convergence.flink.state;

/**
 * Progress of a minute of page views.
 *
 * @param isClosed whether its rows have been emitted
 * @param rows pages with a row of their own; 0 until the minute closes
 * @param expiresAt event time at which the state of the minute is cleared, epoch milliseconds; 0 until the minute closes
 * @param restatedAt watermark at which rows were last emitted again, epoch milliseconds, or {@link #NEVER}
 */
public record MinuteProgress(boolean isClosed, int rows, long expiresAt, long restatedAt) {
    /** In place of a watermark; no minute is restated at this one. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Progress of a minute that is not closed. */
    public static final MinuteProgress OPEN = new MinuteProgress(false, 0, 0, NEVER);

    /** Progress of a minute that has just been closed. */
    public static MinuteProgress closed(int rows, long expiresAt) {
        return new MinuteProgress(true, rows, expiresAt, NEVER);
    }
}
