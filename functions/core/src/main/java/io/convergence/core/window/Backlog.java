package io.convergence.core.window;

/**
 * Whether a job reads a backlog. Then many steps of event time pass in a second. Rows that are written at each of them would be
 * replaced at once, so they are written less often, and watermarks are emitted less often. No final row depends on it.
 */
public final class Backlog {
    private static final long BEHIND_MILLIS = 60_000;

    private Backlog() {}

    /**
     * Whether an event time is more than a minute before the present.
     *
     * @param at event time, epoch milliseconds
     * @param now the wall clock, epoch milliseconds
     */
    public static boolean contains(long at, long now) {
        return at < now - BEHIND_MILLIS;
    }
}
