package io.convergence.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Occurrences of a group of errors on a host in one minute that no boundary has evaluated yet.
 *
 * @param groupFirst receive time of the earliest occurrence of the group in the app, epoch milliseconds
 * @param firstVersion version of the app at that occurrence, or null
 * @param count number of occurrences
 * @param sessions number of sessions whose first occurrence is one of them
 * @param newCount how many of the occurrences are within the window after {@code groupFirst}
 * @param newSessions number of sessions whose first occurrence is one of those
 * @param lastSeen receive time of the latest occurrence, epoch milliseconds
 */
public record NewErrorMinute(
        long groupFirst,
        @Nullable String firstVersion,
        long count,
        long sessions,
        long newCount,
        long newSessions,
        long lastSeen) {

    /** The minute of one error. */
    static NewErrorMinute of(GroupedError error) {
        int session = error.occurrence().firstOfSession() ? 1 : 0;
        boolean isNew = NewErrorRule.isNew(error);
        return new NewErrorMinute(
                error.groupFirst(),
                error.firstVersion(),
                1,
                session,
                isNew ? 1 : 0,
                isNew ? session : 0,
                error.occurrence().at());
    }

    /** This minute with what was counted after it; the later one knows the earliest occurrence better. */
    NewErrorMinute plus(NewErrorMinute later) {
        boolean isEarlier = later.groupFirst <= groupFirst;
        return new NewErrorMinute(
                isEarlier ? later.groupFirst : groupFirst,
                isEarlier ? later.firstVersion : firstVersion,
                count + later.count,
                sessions + later.sessions,
                newCount + later.newCount,
                newSessions + later.newSessions,
                Math.max(lastSeen, later.lastSeen));
    }
}
