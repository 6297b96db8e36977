package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.session.Erasure;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;

/** Table {@code rum_erasures}: erasures of sessions. The first request wins; the query service records when it is done. */
public final class ErasuresTable {
    private ErasuresTable() {}

    /** The table. */
    public static Table<Erasure> table() {
        return new Table<>(
                "rum_erasures",
                List.of(
                        text("tenant", Erasure::tenant),
                        text("kind", erasure -> "session"),
                        text("subject", Erasure::session)),
                List.of(instant("requested_at", Erasure::requestedAt)),
                ConflictRule.first(),
                null,
                false);
    }
}
