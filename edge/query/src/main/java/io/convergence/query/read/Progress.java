package io.convergence.query.read;

import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Newest boundary that the job has written for anyone, as far as this process has seen. It only grows. Thread-safe.
 */
public final class Progress {
    /**
     * How far the latest verdict of a key may lie behind the progress before the key counts as silent: two of the longest
     * heartbeats that the job admits, which are those of healthy keys.
     */
    public static final Duration SILENCE = Duration.ofMinutes(10);

    private static final long NONE = Long.MIN_VALUE;

    private final AtomicLong newest = new AtomicLong(NONE);

    /** Creates a progress without any boundary. */
    public Progress() {}

    /** Takes a boundary that was seen. */
    public void advance(@Nullable Instant boundary) {
        if (boundary != null) {
            newest.accumulateAndGet(boundary.toEpochMilli(), Math::max);
        }
    }

    /** The newest boundary, or null before the first. */
    public @Nullable Instant newest() {
        long seen = newest.get();
        return seen == NONE ? null : Instant.ofEpochMilli(seen);
    }

    /** The newest boundary after a look at the verdicts of the session's tenant; null without any verdict. */
    public @Nullable Instant look(StoreSession session) {
        Clause clause = Clause.of(
                "SELECT max(window_end) AS newest FROM convergence_verdicts WHERE tenant = ?", session.tenant());
        session.each("progress", clause, row -> advance(row.time("newest")));
        return newest();
    }
}
