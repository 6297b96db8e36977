package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.error.ErrorStackRow;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;

/** Table {@code error_stacks}: stacks of errors. The greater archive wins, then the better status, then the later row. */
public final class ErrorStacksTable {
    private ErrorStacksTable() {}

    /** The table. */
    public static Table<ErrorStackRow> table() {
        return new Table<>(
                "error_stacks",
                List.of(
                        text("tenant", row -> row.stack().tenant()),
                        text("stack_id", row -> row.stack().id())),
                List.of(
                        text("app", row -> row.stack().app()),
                        text("app_id", row -> row.stack().appId()),
                        text("env", row -> row.stack().env()),
                        text("version", row -> row.stack().version()),
                        text("sdk", row -> row.stack().sdk()),
                        text("type", row -> row.stack().group().type()),
                        text("template", row -> row.stack().group().template()),
                        text("raw", row -> row.stack().text()),
                        text("source", row -> row.outcome().source()),
                        text("top", row -> row.outcome().top()),
                        text("fingerprint", row -> row.stack().group().hash()),
                        text(
                                "resolved_fingerprint",
                                row -> row.outcome().group(row.stack().group()).hash()),
                        text("status", row -> row.outcome().status()),
                        count("status_rank", row -> row.outcome().rank()),
                        count("archive_id", row -> row.outcome().archive()),
                        instant("last_seen", ErrorStackRow::lastSeen)),
                ConflictRule.highest("archive_id", "status_rank", "last_seen"),
                null,
                true);
    }
}
