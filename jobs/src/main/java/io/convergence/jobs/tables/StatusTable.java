package io.convergence.jobs.tables;

import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.stream.Stream;

/**
 * Table {@code slo_status}: the latest snapshot of each error budget. The later boundary wins, and of equal boundaries the
 * row that wins in {@code slo_snapshots}, in any order of writing.
 */
public final class StatusTable {
    private StatusTable() {}

    /** The table. */
    public static Table<SloSnapshot> table() {
        return new Table<>(
                "slo_status",
                SnapshotsTable.budget(),
                Stream.concat(Stream.of(SnapshotsTable.windowEnd()), SnapshotsTable.state().stream())
                        .toList(),
                ConflictRule.highest("window_end", "revision", "total"),
                null,
                false);
    }
}
