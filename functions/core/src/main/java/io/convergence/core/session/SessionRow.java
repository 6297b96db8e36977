package io.convergence.core.session;

import org.jspecify.annotations.Nullable;

/**
 * A session as it is stored.
 *
 * @param key the session
 * @param state what is known of it
 * @param endReason why it ended, or null while it lasts
 */
public record SessionRow(
        SessionKey key, SessionState state, @Nullable EndReason endReason) {

    /** End of the session, epoch milliseconds: when it was last seen; null while it lasts. */
    public @Nullable Long endedAt() {
        return endReason == null ? null : state.lastSeen();
    }

    /** Whether it is the first row of the session, which is emitted at its first event. */
    public boolean isFirst() {
        return endReason == null && state.counts().events() + state.counts().duplicates() == 1;
    }

    /** Rises with each change: twice the number of events and repetitions, and one more at the end. */
    public long revision() {
        return 2 * (state.counts().events() + state.counts().duplicates()) + (endReason == null ? 0 : 1);
    }
}
