package io.convergence.jobs.tables;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.postgres.Column;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * Table {@code convergence_transitions}: every change of a verdict. A boundary is evaluated once and never restated, so the
 * first row wins.
 */
public final class TransitionsTable {
    private TransitionsTable() {}

    /** The table. */
    public static Table<VerdictRecord> table() {
        List<Column<VerdictRecord>> key = Stream.concat(
                        VerdictColumns.subject().stream(), Stream.of(VerdictColumns.windowEnd()))
                .toList();
        return new Table<>(
                "convergence_transitions", key, VerdictColumns.findings(), ConflictRule.first(), "window_end", false);
    }
}
