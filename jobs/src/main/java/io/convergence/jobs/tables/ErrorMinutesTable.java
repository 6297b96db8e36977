package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.error.ErrorMinute;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;

/** Table {@code rum_error_minutes}: occurrences of groups of errors by minute. The higher count wins. */
public final class ErrorMinutesTable {
    private ErrorMinutesTable() {}

    /** The table. */
    public static Table<ErrorMinute> table() {
        return new Table<>(
                "rum_error_minutes",
                List.of(
                        text("tenant", ErrorMinute::tenant),
                        text("app", ErrorMinute::app),
                        text("host", ErrorMinute::host),
                        instant("minute", ErrorMinute::minute),
                        text("fingerprint", ErrorMinute::fingerprint)),
                List.of(count("count", ErrorMinute::count), count("sessions", ErrorMinute::sessions)),
                ConflictRule.highest("count"),
                "minute",
                true);
    }
}
