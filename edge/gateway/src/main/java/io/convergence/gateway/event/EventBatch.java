package io.convergence.gateway.event;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of one request under one DSN, as a reader of a wire format took them.
 *
 * @param dsn DSN of the events
 * @param drafts the events
 * @param dropped number of elements that were no events of the format
 * @param unmapped number of those elements whose kind the format has, and events here have not
 * @param consent whether the sender stated consent; null when the format cannot
 * @param sentAt time at which the client sent the request, in epoch milliseconds, or null
 */
public record EventBatch(
        Dsn dsn,
        List<EventDraft> drafts,
        int dropped,
        int unmapped,
        @Nullable Boolean consent,
        @Nullable Long sentAt) {
    public EventBatch {
        drafts = List.copyOf(drafts);
    }

    /** A batch without elements of unknown kinds. */
    public EventBatch(Dsn dsn, List<EventDraft> drafts, int dropped, @Nullable Boolean consent, @Nullable Long sentAt) {
        this(dsn, drafts, dropped, 0, consent, sentAt);
    }
}
