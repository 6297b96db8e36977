package io.convergence.query.objectives;

import io.convergence.query.http.Reply;
import io.convergence.query.topic.PlannedChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that was checked.
 *
 * @param changes documents to publish, each after those that it refers to; empty when nothing is to be written
 * @param idempotencyKey key under which they are recorded, or null
 * @param outcome outcome in metrics
 * @param reply makes the answer
 */
record PlannedWrite(List<Change> changes, @Nullable String idempotencyKey, String outcome, Answer reply)
        implements PlannedChange {
    PlannedWrite {
        changes = List.copyOf(changes);
    }

    /**
     * A document to publish.
     *
     * @param text compact JSON; null deletes the document
     */
    record Change(String kind, String name, @Nullable String text) {}

    /** Makes the answer of a change. */
    interface Answer {
        /**
         * The answer.
         *
         * @param effectiveFrom minute from which the job follows the change; null when nothing was written
         * @param position offset of the last record; without meaning when nothing was written
         */
        Reply of(@Nullable Instant effectiveFrom, long position);
    }

    /** A change that writes documents. */
    static PlannedWrite of(List<Change> changes, @Nullable String idempotencyKey, Answer answer) {
        return new PlannedWrite(changes, idempotencyKey, changes.isEmpty() ? "unchanged" : "written", answer);
    }

    /** The answer of a request that a first one has answered already. */
    static PlannedWrite replay(Reply reply) {
        return new PlannedWrite(
                List.of(), null, "replayed", (effectiveFrom, position) -> reply.with("Idempotent-Replayed", "true"));
    }

    /** The records of the documents; they have no position yet. */
    @Override
    public List<DocumentRecord> records(String tenant, String author) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return changes.stream()
                .map(change -> new DocumentRecord(
                        -1,
                        tenant,
                        change.kind(),
                        change.name(),
                        change.text(),
                        now,
                        DocumentRecord.API,
                        author,
                        idempotencyKey))
                .toList();
    }

    @Override
    public Reply answer(Instant writtenAt, long position) {
        return reply.of(changes.isEmpty() ? null : effectiveFrom(writtenAt), position);
    }

    /** The minute from which the job follows a record: the first whole minute after it was written. */
    static Instant effectiveFrom(Instant writtenAt) {
        return writtenAt.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }
}
