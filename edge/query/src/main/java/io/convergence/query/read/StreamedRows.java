package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.feed.FeedRows;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Rows of event streams, in the form of the lists. */
public final class StreamedRows implements FeedRows {
    private final Progress progress;

    /** Rows whose boundaries advance a progress. */
    public StreamedRows(Progress progress) {
        this.progress = progress;
    }

    @Override
    public List<ObjectNode> verdictsAfter(StoreSession session, Instant boundary) {
        Instant newest = Objects.requireNonNullElse(progress.look(session), Instant.EPOCH);
        return session.rows(
                "verdict-events",
                Clause.of(
                                "SELECT " + VerdictRoutes.COLUMNS + " FROM convergence_verdicts AS v",
                                newest.minus(Progress.SILENCE))
                        .add("WHERE v.tenant = ? AND v.window_end > ?", session.tenant(), boundary));
    }

    @Override
    public List<ObjectNode> signalsAfter(StoreSession session, Instant boundary) {
        return session.rows(
                "signal-events",
                Clause.of(SignalRoutes.SIGNALS)
                        .add("WHERE tenant = ? AND occurred_at > ? ORDER BY occurred_at", session.tenant(), boundary));
    }
}
