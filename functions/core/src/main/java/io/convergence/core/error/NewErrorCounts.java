package io.convergence.core.error;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Occurrences of a group of errors on a host since the group is new. What was received after the latest boundary is kept by
 * minute, so the counts of a boundary do not depend on how far later events have been read.
 *
 * @param type type of the errors
 * @param template message without quoted parts and numbers
 * @param seen occurrences before the latest boundary, or null without any
 * @param pending occurrences after it, by the start of their minute, epoch milliseconds
 */
public record NewErrorCounts(
        String type, String template, @Nullable NewErrorMinute seen, SortedMap<Long, NewErrorMinute> pending) {
    private static final long MINUTE_MILLIS = 60_000;

    public NewErrorCounts {
        pending = Collections.unmodifiableSortedMap(pending);
    }

    /** The counts of a group without an occurrence; the type and the message are those of an occurrence. */
    public static NewErrorCounts none(ErrorOccurrence occurrence) {
        return new NewErrorCounts(occurrence.type(), occurrence.template(), null, new TreeMap<>());
    }

    /** The counts after another error. */
    public NewErrorCounts plus(GroupedError error) {
        TreeMap<Long, NewErrorMinute> next = new TreeMap<>(pending);
        next.merge(minuteOf(error.occurrence().at()), NewErrorMinute.of(error), NewErrorMinute::plus);
        return new NewErrorCounts(type, template, seen, next);
    }

    /** The counts at a boundary, a full minute in epoch milliseconds: what was received before it has been seen. */
    public NewErrorCounts at(long boundary) {
        NewErrorMinute sum = seen;
        for (Map.Entry<Long, NewErrorMinute> minute : pending.headMap(boundary).entrySet()) {
            NewErrorMinute next = minute.getValue();
            boolean isNewAgain = sum != null && next.groupFirst() - sum.groupFirst() >= NewErrorRule.WINDOW_MILLIS;
            sum = sum == null || isNewAgain ? next : sum.plus(next);
        }
        return new NewErrorCounts(type, template, sum, new TreeMap<>(pending.tailMap(boundary)));
    }

    private static long minuteOf(long at) {
        return Math.floorDiv(at, MINUTE_MILLIS) * MINUTE_MILLIS;
    }
}
