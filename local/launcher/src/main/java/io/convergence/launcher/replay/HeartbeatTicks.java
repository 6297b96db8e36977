package io.convergence.launcher.replay;

import java.util.function.LongConsumer;

/** Times of heartbeats: every multiple of 10 s of event time. */
final class HeartbeatTicks {
    /** Time between two heartbeats, milliseconds. */
    static final long INTERVAL = 10_000;

    /**
     * The part of a gap in the stream that gets every heartbeat, milliseconds: 26 h. After that no state is left that could
     * change: state of quiet keys ends after 1 h, that of resolved signals and quiet apps after 24 h.
     */
    static final long LONGEST_GAP = 26 * 3_600_000L;

    private HeartbeatTicks() {}

    /**
     * Passes on the multiples of the interval in {@code (from, to]} in rising order. Of those more than
     * {@link #LONGEST_GAP} after {@code from} only the last.
     *
     * @param from epoch milliseconds, exclusive
     * @param to epoch milliseconds, inclusive
     * @param due takes the times
     */
    static void between(long from, long to, LongConsumer due) {
        long detailed = Math.min(to, from + LONGEST_GAP);
        long last = Math.floorDiv(from, INTERVAL) * INTERVAL;
        while (last + INTERVAL <= detailed) {
            last += INTERVAL;
            due.accept(last);
        }
        long end = Math.floorDiv(to, INTERVAL) * INTERVAL;
        if (end > last) {
            due.accept(end);
        }
    }
}
