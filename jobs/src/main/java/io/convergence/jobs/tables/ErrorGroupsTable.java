package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.error.ErrorGroup;
import io.convergence.jobs.postgres.Column;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;

/** Table {@code rum_error_groups}: groups of errors. The later one wins, then that with more occurrences. */
public final class ErrorGroupsTable {
    private ErrorGroupsTable() {}

    /** The table. */
    public static Table<ErrorGroup> table() {
        return new Table<>(
                "rum_error_groups",
                List.of(
                        text("tenant", ErrorGroup::tenant),
                        text("app", ErrorGroup::app),
                        text("fingerprint", ErrorGroup::fingerprint)),
                List.of(
                        text("type", ErrorGroup::type),
                        text("template", ErrorGroup::template),
                        text("top", ErrorGroup::top),
                        instant("first_seen", ErrorGroup::firstSeen),
                        instant("last_seen", ErrorGroup::lastSeen),
                        Column.count("count", ErrorGroup::count),
                        Column.count("sessions", ErrorGroup::sessions),
                        text("first_version", ErrorGroup::firstVersion),
                        text("last_version", ErrorGroup::lastVersion),
                        text("sample_session", ErrorGroup::sampleSession),
                        text("sample_id", ErrorGroup::sampleId)),
                ConflictRule.highest("last_seen", "count"),
                null,
                true);
    }
}
