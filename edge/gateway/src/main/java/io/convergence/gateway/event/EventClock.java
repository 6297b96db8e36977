package io.convergence.gateway.event;

import io.convergence.core.event.EventDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Correction of the clock of a client. When its newest time lies within the hour before the receipt nothing is shifted;
 * otherwise everything is, so that the newest time is the receipt. Each time is then limited to the four hours before it.
 *
 * @param shift milliseconds to add to each time
 * @param receivedAt receive time in epoch milliseconds
 */
record EventClock(long shift, long receivedAt) {
    private static final long HOUR = 3_600_000;
    private static final long OLDEST = 4 * HOUR;

    /** The correction of a request, whose newest time is that of an event or of the sending. */
    static EventClock of(List<EventDraft> drafts, @Nullable Long sentAt, long receivedAt) {
        long newest = sentAt == null ? Long.MIN_VALUE : sentAt;
        for (EventDraft draft : drafts) {
            Long at = draft.at();
            newest = Math.max(newest, at == null ? Long.MIN_VALUE : at);
        }
        boolean isNear = newest == Long.MIN_VALUE || (newest <= receivedAt && newest >= receivedAt - HOUR);
        return new EventClock(isNear ? 0 : receivedAt - newest, receivedAt);
    }

    /** The corrected time of an event, in epoch milliseconds. */
    long correct(long at) {
        return Math.min(receivedAt, Math.max(receivedAt - OLDEST, at + shift));
    }
}
