package io.convergence.core.error;

import io.convergence.core.signal.LatchCondition;
import java.io.Serializable;

/**
 * Decides at a full minute whether a new group of errors concerns users of a host: whether it has enough occurrences in
 * enough sessions within 15 minutes of the earliest occurrence in the app. After it fired, it lasts until 15 minutes have no
 * occurrence on the host.
 *
 * @param minCount fewest occurrences; 1 or more
 * @param minSessions fewest sessions with an occurrence; 1 or more
 */
public record NewErrorRule(long minCount, long minSessions) implements Serializable {
    /** At least 5 occurrences in 3 sessions. */
    public static final NewErrorRule DEFAULTS = new NewErrorRule(5, 3);

    /** How long a group is new, and how long it may be absent before its signal ends, milliseconds: 15 minutes. */
    public static final long WINDOW_MILLIS = 900_000;

    /** How long after the start of the job nothing fires, because the job has not seen which groups are old: 24 hours. */
    public static final long LEARNING_MILLIS = 86_400_000;

    private static final long MINUTE_MILLIS = 60_000;

    /** Whether an error is received while its group is new: less than 15 minutes after the earliest occurrence. */
    public static boolean isNew(GroupedError error) {
        return error.occurrence().at() - error.groupFirst() < WINDOW_MILLIS;
    }

    /**
     * Whether a signal that does not fire does so, or whether one that fires lasts.
     *
     * @param counts what was received before the boundary
     * @param boundary full minute, epoch milliseconds
     * @param startedAt start of the life of the job, epoch milliseconds
     */
    public LatchCondition evaluate(NewErrorCounts counts, boolean isFiring, long boundary, long startedAt) {
        NewErrorMinute seen = counts.seen();
        if (seen == null) {
            return LatchCondition.NO_DATA;
        }
        if (isFiring) {
            return seen.lastSeen() >= boundary - WINDOW_MILLIS ? LatchCondition.HOLDS : LatchCondition.RECOVERED;
        }
        boolean isDecided = boundary - MINUTE_MILLIS >= seen.groupFirst() + WINDOW_MILLIS;
        boolean isLearning = boundary < startedAt + LEARNING_MILLIS;
        return !isDecided && !isLearning && seen.newCount() >= minCount && seen.newSessions() >= minSessions
                ? LatchCondition.HOLDS
                : LatchCondition.NO_DATA;
    }

    /** Whether a later boundary can be the one at which the signal fires. */
    public static boolean isOpen(NewErrorCounts counts, long boundary) {
        NewErrorMinute seen = counts.seen();
        return !counts.pending().isEmpty() || (seen != null && boundary < seen.groupFirst() + WINDOW_MILLIS);
    }
}
