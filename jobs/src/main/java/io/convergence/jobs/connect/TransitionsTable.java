package io.convergence.jobs.connect;

import io.convergence.core.convergence.VerdictRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code convergence_transitions}: every change of verdict. A boundary is evaluated once and never restated, so the
 * first row stays.
 */
final class TransitionsTable {
    private TransitionsTable() {}

    static Table<VerdictRecord> table() {
        List<Column<VerdictRecord>> key = Stream.concat(
                        VerdictColumns.subject().stream(), Stream.of(VerdictColumns.windowEnd()))
                .toList();
        return new Table<>("convergence_transitions", key, VerdictColumns.findings(), Winner.first(), "window_end");
    }
}
