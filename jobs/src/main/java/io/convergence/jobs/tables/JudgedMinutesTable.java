package io.convergence.jobs.tables;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.jobs.postgres.Column;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Table {@code convergence_minutes}: the verdict of each key at each full minute. A boundary is evaluated once and never
 * restated, so the first row wins.
 */
public final class JudgedMinutesTable {
    /** The columns outside the key: what a chart shows over time. */
    private static final Set<String> CHARTED = Set.of(
            "verdict",
            "rum_degraded",
            "synthetic_degraded",
            "views",
            "error_views",
            "lcp_samples",
            "p75_lcp_ms",
            "p75_ttfb_ms",
            "p75_inp_ms",
            "p75_cls",
            "synthetic_samples",
            "synthetic_failures",
            "rum_data",
            "synthetic_data");

    private JudgedMinutesTable() {}

    /** The table. */
    public static Table<VerdictRecord> table() {
        List<Column<VerdictRecord>> key = Stream.concat(
                        VerdictColumns.subject().stream(), Stream.of(VerdictColumns.windowEnd()))
                .toList();
        List<Column<VerdictRecord>> others = VerdictColumns.findings().stream()
                .filter(column -> CHARTED.contains(column.name()))
                .toList();
        return new Table<>("convergence_minutes", key, others, ConflictRule.first(), "window_end", true);
    }
}
