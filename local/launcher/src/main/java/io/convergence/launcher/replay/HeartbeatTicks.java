package io.convergence.launcher.replay;

import java.util.function.LongConsumer;

/** When heartbeats are due: at each multiple of 10 s that event time reaches. */
final class HeartbeatTicks {
    /** Milliseconds between two heartbeats. */
    static final long INTERVAL = 10_000;

    /**
     * How far into a gap each heartbeat is sent, milliseconds: 26 h, when nothing is left that could change (state of
     * quiet keys ends after 1 h, of resolved signals and quiet apps after 24 h).
     */
    static final long LONGEST_GAP = 26 * 3_600_000L;

    private HeartbeatTicks() {}

    /**
     * Hands over the multiples of the interval in {@code (from, to]}, rising; of those further than the longest gap
     * from its start only the last.
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
