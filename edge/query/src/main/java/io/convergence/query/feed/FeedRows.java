package io.convergence.query.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.store.StoreSession;
import java.time.Instant;
import java.util.List;

/** Reader of the rows of a session's tenant that can be events. */
public interface FeedRows {
    /** Verdicts whose window ends after an instant, as items of the list of verdicts. */
    List<ObjectNode> verdictsAfter(StoreSession session, Instant boundary);

    /** Signals that changed after an instant, as items of the list of signals. */
    List<ObjectNode> signalsAfter(StoreSession session, Instant boundary);
}
