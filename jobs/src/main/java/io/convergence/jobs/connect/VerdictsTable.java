package io.convergence.jobs.connect;

import io.convergence.core.convergence.VerdictRecord;
import java.util.List;
import java.util.stream.Stream;

/** {@code convergence_verdicts}: the latest verdict of each (tenant, app, host); the newer boundary wins. */
final class VerdictsTable {
    private VerdictsTable() {}

    static Table<VerdictRecord> table() {
        List<Column<VerdictRecord>> others = Stream.of(
                        List.of(VerdictColumns.windowEnd()),
                        VerdictColumns.findings(),
                        List.of(Column.flag("changed", VerdictRecord::changed)))
                .flatMap(List::stream)
                .toList();
        return new Table<>(
                "convergence_verdicts", VerdictColumns.subject(), others, Winner.highest("window_end"), null);
    }
}
