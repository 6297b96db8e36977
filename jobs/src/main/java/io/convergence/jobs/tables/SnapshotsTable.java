package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.decimal;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.json;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.codec.SnapshotJson;
import io.convergence.core.codec.WindowLabel;
import io.convergence.core.slo.budget.Coverage;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.jobs.postgres.Column;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code slo_snapshots}: state of each error budget at each minute boundary. A restatement has a higher revision and
 * wins. Of equal revisions the one with more events wins, so that neither a replay nor a task that is believed dead can
 * replace a newer row.
 */
public final class SnapshotsTable {
    private SnapshotsTable() {}

    /** The table. */
    public static Table<SloSnapshot> table() {
        return new Table<>(
                "slo_snapshots",
                Stream.concat(budget().stream(), Stream.of(windowEnd())).toList(),
                state(),
                ConflictRule.highest("revision", "total"),
                "window_end",
                true);
    }

    /** Columns of the identity of a budget. */
    static List<Column<SloSnapshot>> budget() {
        return List.of(
                text("tenant", SloSnapshot::tenant),
                text("slo", SloSnapshot::slo),
                count("generation", SloSnapshot::generation),
                text("slo_group", SloSnapshot::group));
    }

    /** The column of the minute boundary. */
    static Column<SloSnapshot> windowEnd() {
        return instant("window_end", SloSnapshot::windowEnd);
    }

    /** Columns of the state of a budget at a minute boundary. */
    static List<Column<SloSnapshot>> state() {
        return List.of(
                count("revision", snapshot -> (long) snapshot.revision()),
                count("good", snapshot -> snapshot.period().good()),
                count("bad", snapshot -> snapshot.period().bad()),
                count("total", snapshot -> snapshot.period().total()),
                decimal("target", snapshot -> SloColumns.target(snapshot.targetPpm())),
                text("method", snapshot -> snapshot.method().label()),
                instant("period_start", SloSnapshot::periodStart),
                instant("period_end", snapshot -> snapshot.periodStart() + snapshot.periodMillis()),
                instant("counted_from", SloSnapshot::countedFrom),
                decimal("consumed", SnapshotsTable::consumed),
                decimal("remaining", SnapshotsTable::remaining),
                json("windows", SnapshotJson::windows),
                json("burn", SnapshotJson::burn),
                count("observed", SloSnapshot::observed),
                count("expected", SloSnapshot::expected),
                decimal("coverage", SnapshotsTable::coverage),
                count("fallback", SloSnapshot::fallback),
                decimal("fallback_share", SnapshotsTable::fallbackShare),
                text("status", snapshot -> snapshot.status().label()),
                flag("cold_start", SloSnapshot::coldStart),
                text("burn_window", snapshot -> WindowLabel.of(snapshot.burnWindowMillis())),
                count("exhaustion_seconds", snapshot -> SloColumns.seconds(snapshot.exhaustionMillis())),
                count(
                        "roll_off_exhaustion_seconds",
                        snapshot -> SloColumns.seconds(snapshot.rollOffExhaustionMillis())));
    }

    private static @Nullable Object consumed(SloSnapshot snapshot) {
        return SloColumns.ratio(
                ErrorBudget.consumed(snapshot.period().bad(), snapshot.period().total(), snapshot.targetPpm()));
    }

    private static @Nullable Object remaining(SloSnapshot snapshot) {
        return SloColumns.ratio(
                ErrorBudget.remaining(snapshot.period().bad(), snapshot.period().total(), snapshot.targetPpm()));
    }

    private static @Nullable Object coverage(SloSnapshot snapshot) {
        return SloColumns.ratio(Coverage.of(snapshot.observed(), snapshot.expected()));
    }

    private static @Nullable Object fallbackShare(SloSnapshot snapshot) {
        return SloColumns.ratio(
                ErrorBudget.sli(snapshot.fallback(), snapshot.period().total()));
    }
}
