package io.convergence.jobs.postgres;

import io.convergence.flink.metrics.LatencyBuckets;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of the statements of a table, in the scope {@code sink} under the label {@code table}: executed
 * {@code statements}, {@code statement_failures} (each is repeated or restarts the job), {@code rows_written},
 * {@code rows_copied} (those of them that {@code COPY} has written), {@code rows_stale} (an existing row won),
 * {@code rows_expired} (retention has dropped their day), {@code rows_held} (buffered), {@code rows_dropped} (the buffers
 * were full), {@code refusedRows} (the database rejects a value) and {@code statement_seconds}.
 */
final class StatementMetrics {
    private final MetricGroup group;
    private final Counter statements;
    private final Counter failures;
    private final Counter written;
    private final Counter copied;
    private final Counter stale;
    private final Counter expired;
    private final Counter dropped;
    private final Counter refused;
    private final LatencyBuckets seconds;

    /** A statement with its result. */
    @FunctionalInterface
    interface Statement<R> {
        /** Executes the statement. */
        R execute() throws SQLException;
    }

    StatementMetrics(MetricGroup writer, String table) {
        group = writer.addGroup("sink").addGroup("table", table);
        statements = group.counter("statements");
        failures = group.counter("statement_failures");
        written = group.counter("rows_written");
        copied = group.counter("rows_copied");
        stale = group.counter("rows_stale");
        expired = group.counter("rows_expired");
        dropped = group.counter("rows_dropped");
        refused = group.counter("refusedRows");
        seconds = new LatencyBuckets(
                group, "statement_seconds", 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000);
    }

    /** Registers the gauge of buffered rows. */
    void buffered(IntSupplier rows) {
        group.<Integer, Gauge<Integer>>gauge("rows_held", rows::getAsInt);
    }

    /** Counts rows that were left out. */
    void expired(int rows) {
        expired.inc(rows);
    }

    /** Counts rows that were dropped from the buffer. Called by one thread at a time. */
    void dropped(int rows) {
        dropped.inc(rows);
    }

    /** Counts a row that the database refused. */
    void refused() {
        refused.inc();
    }

    /** Counts a failed statement or connection. */
    void failed() {
        failures.inc();
    }

    /** Executes an upsert of a number of rows and counts those written and stale. */
    void execute(int rows, Statement<Integer> upsert) throws SQLException {
        long start = System.nanoTime();
        int changed = upsert.execute();
        executed(start);
        written.inc(changed);
        stale.inc(rows - changed);
    }

    /** Copies a number of rows, which may be refused; returns whether they are written. */
    boolean copy(int rows, Statement<Boolean> copy) throws SQLException {
        long start = System.nanoTime();
        boolean isWritten = copy.execute();
        if (isWritten) {
            executed(start);
            written.inc(rows);
            copied.inc(rows);
        }
        return isWritten;
    }

    private void executed(long start) {
        seconds.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        statements.inc();
    }
}
