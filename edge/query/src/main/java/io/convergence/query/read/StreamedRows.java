package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.feed.ByTenant;
import io.convergence.query.feed.FeedRows;
import io.convergence.query.feed.SignalDeliveries;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Rows of event streams, in the form of the lists. */
public final class StreamedRows implements FeedRows {
    private final Progress progress;
    private final ByTenant<SignalDeliveries> deliveries;

    /** Rows whose boundaries advance a progress, with what is known of deliveries. */
    public StreamedRows(Progress progress, ByTenant<SignalDeliveries> deliveries) {
        this.progress = progress;
        this.deliveries = deliveries;
    }

    @Override
    public List<ObjectNode> verdictsAfter(StoreSession session, Instant boundary) {
        Instant newest = Objects.requireNonNullElse(progress.look(session), Instant.EPOCH);
        return session.rows(
                "verdict-events",
                Clause.of(VerdictRoutes.SELECT, newest.minus(Progress.SILENCE))
                        .add("WHERE v.tenant = ? AND v.window_end > ?", session.tenant(), boundary));
    }

    @Override
    public List<ObjectNode> signalsAfter(StoreSession session, Instant boundary) {
        List<ObjectNode> signals = session.rows(
                "signal-events",
                Clause.of(SignalRoutes.SIGNALS)
                        .add("WHERE tenant = ? AND occurred_at > ? ORDER BY occurred_at", session.tenant(), boundary));
        SignalRoutes.addDeliveries(signals, deliveries.of(session.tenant()));
        return signals;
    }
}
