package io.convergence.jobs.connect;

import io.convergence.flink.metrics.LatencyBuckets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What becomes of the statements of a table, in the scope {@code sink} under the label {@code table}: {@code statements}
 * that were executed, {@code statement_failures} (each is tried again, then the job restarts), {@code rows_written},
 * {@code rows_stale} (a row that was there already wins) and {@code statement_seconds}.
 */
final class StatementMetrics {
    private final Counter statements;
    private final Counter failures;
    private final Counter written;
    private final Counter stale;
    private final LatencyBuckets took;
    private int rows;

    StatementMetrics(MetricGroup writer, String table) {
        MetricGroup group = writer.addGroup("sink").addGroup("table", table);
        statements = group.counter("statements");
        failures = group.counter("statement_failures");
        written = group.counter("rows_written");
        stale = group.counter("rows_stale");
        took = new LatencyBuckets(
                group, "statement_seconds", 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000);
    }

    /** A statement holds so many rows, and is executed next. */
    void filled(int count) {
        rows = count;
    }

    /** Executes a statement, which tells how many rows it has written. */
    int[] execute(PreparedStatement statement) throws SQLException {
        long start = System.nanoTime();
        int[] counts;
        try {
            counts = statement.executeBatch();
        } catch (SQLException e) {
            failures.inc();
            throw e;
        }
        took.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        statements.inc();
        int changed = 0;
        for (int count : counts) {
            changed += count;
        }
        written.inc(changed);
        stale.inc(rows - changed);
        rows = 0;
        return counts;
    }
}
