package io.convergence.jobs.tables;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.postgres.Column;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;
import java.util.stream.Stream;

/** Table {@code convergence_verdicts}: the latest verdict of each (tenant, app, host). The newer boundary wins. */
public final class VerdictsTable {
    private VerdictsTable() {}

    /** The table. */
    public static Table<VerdictRecord> table() {
        List<Column<VerdictRecord>> others = Stream.of(
                        List.of(VerdictColumns.windowEnd()),
                        VerdictColumns.findings(),
                        List.of(Column.flag("changed", VerdictRecord::changed)))
                .flatMap(List::stream)
                .toList();
        return new Table<>(
                "convergence_verdicts",
                VerdictColumns.subject(),
                others,
                ConflictRule.highest("window_end"),
                null,
                false);
    }
}
