package io.convergence.query.dsns;

import io.convergence.query.http.Reply;
import io.convergence.query.topic.PlannedChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one DSN that was checked.
 *
 * @param token token of the DSN; null when nothing is written
 * @param document the document, or null for a revocation
 * @param idempotencyKey key under which it is recorded, or null
 * @param outcome outcome in metrics
 * @param reply the answer
 */
record DsnChange(
        @Nullable String token,
        @Nullable String document,
        @Nullable String idempotencyKey,
        String outcome,
        Reply reply) implements PlannedChange {
    /** A change that writes nothing. */
    static DsnChange none(String outcome, Reply reply) {
        return new DsnChange(null, null, null, outcome, reply);
    }

    @Override
    public List<NewDsn> records(String tenant, String author) {
        return token == null ? List.of() : List.of(new NewDsn(token, document, author, idempotencyKey));
    }

    @Override
    public Reply answer(Instant writtenAt, long position) {
        return reply;
    }
}
