package io.convergence.jobs.postgres;

import io.convergence.flink.metrics.LatencyBuckets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What becomes of the statements of a table, in the scope {@code sink} under the label {@code table}: {@code statements}
 * that were executed, {@code statement_failures} (each is tried again or restarts the job), {@code rows_written},
 * {@code rows_stale} (a row that was there already wins), {@code rows_expired} (retention has dropped their day),
 * {@code rows_held} (they wait for the database) and {@code statement_seconds}.
 */
final class StatementMetrics {
    private final MetricGroup group;
    private final Counter statements;
    private final Counter failures;
    private final Counter written;
    private final Counter stale;
    private final Counter expired;
    private final LatencyBuckets took;

    StatementMetrics(MetricGroup writer, String table) {
        group = writer.addGroup("sink").addGroup("table", table);
        statements = group.counter("statements");
        failures = group.counter("statement_failures");
        written = group.counter("rows_written");
        stale = group.counter("rows_stale");
        expired = group.counter("rows_expired");
        took = new LatencyBuckets(
                group, "statement_seconds", 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000);
    }

    /** Registers how many rows wait now. */
    void holds(IntSupplier rows) {
        group.<Integer, Gauge<Integer>>gauge("rows_held", rows::getAsInt);
    }

    /** So many rows were left out. */
    void expired(int rows) {
        expired.inc(rows);
    }

    /** A statement, or the way to the database, failed. */
    void failed() {
        failures.inc();
    }

    /** Executes a statement of so many rows, which tells how many it has written. */
    void execute(PreparedStatement statement, int rows) throws SQLException {
        long start = System.nanoTime();
        int changed = statement.executeUpdate();
        took.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        statements.inc();
        written.inc(changed);
        stale.inc(rows - changed);
    }
}
