package io.convergence.jobs.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that writes the buffered rows of a table. During an outage it repeats the statement after pauses that grow from
 * 1 s to 30 s. A row that the database refuses is counted, logged by its key and dropped; the rows around it are written.
 * Any other failure ends the thread and fails the job, except for analytic tables, where it is treated like an outage.
 */
final class RowWriteLoop<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RowWriteLoop.class);
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final Duration CHECKPOINT_WAIT = Duration.ofMillis(500);
    private static final Duration ABORT_WAIT = Duration.ofMillis(200);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Table<T> table;
    private final BufferedRows<T> buffer;
    private final TableConnection<T> connection;
    private final BisectingWriter<T> bisecting;
    private final int batchRows;
    private final Thread thread;

    /* Guarded by this. */
    private boolean isClosed;
    private boolean isResponsive = true;
    private long attempts;
    private long wakeUps;
    private @Nullable Throwable failure;

    /* Confined to the thread. */
    private long pause = FIRST_PAUSE_MILLIS;

    /**
     * Creates the thread without starting it.
     *
     * @param batchRows most rows of a statement
     */
    RowWriteLoop(
            Table<T> table,
            BufferedRows<T> buffer,
            TableConnection<T> connection,
            StatementMetrics metrics,
            int batchRows) {
        this.table = table;
        this.buffer = buffer;
        this.connection = connection;
        this.bisecting = new BisectingWriter<>(table, buffer, connection, metrics);
        this.batchRows = batchRows;
        thread = new Thread(this::run, "write-" + table.name());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, e) -> fail(e));
    }

    void start() {
        thread.start();
    }

    /** Tells the thread that there are rows. */
    synchronized void wakeUp() {
        notifyAll();
    }

    synchronized void throwIfFailed() throws IOException {
        if (failure != null) {
            throw new IOException("rows of " + table.name() + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    /** Waits at most half a second until the buffer is empty, and not at all while the database does not respond. */
    synchronized void awaitEmptyShortly() throws IOException {
        long deadline = System.nanoTime() + CHECKPOINT_WAIT.toNanos();
        while (isResponsive && !isClosed && !buffer.isEmpty() && failure == null) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                isResponsive = false;
                return;
            }
            await(millis);
        }
        throwIfFailed();
    }

    /**
     * Ends a pause and waits until the buffer is empty.
     *
     * @throws IOException when the next statement fails, too
     */
    synchronized void awaitEmpty() throws IOException {
        long before = attempts;
        wakeUps++;
        notifyAll();
        while (!buffer.isEmpty()) {
            throwIfFailed();
            if (attempts > before || isClosed) {
                throw new IOException("the database is unavailable at the end of the input, and rows of " + table.name()
                        + " are not written");
            }
            await(CHECKPOINT_WAIT.toMillis());
        }
        throwIfFailed();
    }

    /**
     * Ends the thread. A statement that is still running after a moment is aborted; an attempt to connect ends by itself,
     * at the latest with its timeout.
     */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        try {
            thread.join(ABORT_WAIT.toMillis());
            if (thread.isAlive() && connection.abort()) {
                thread.join(CLOSE_WAIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (awaitRows()) {
            List<Row> rows = buffer.oldest(batchRows);
            try {
                bisecting.write(rows);
                succeed();
                // The rows of the batch are no longer buffered: checkpoints do not wait for what follows.
                connection.maintain(buffer.isEmpty());
            } catch (SQLException e) {
                if (FailureKind.of(e) != FailureKind.OUTAGE && !table.analytic()) {
                    fail(e);
                    return;
                }
                LOG.warn("rows of {} are buffered until the database takes them: {}", table.name(), e.getMessage());
                awaitPause();
            }
        }
        connection.close();
    }

    /** Waits for rows; false when the thread is to end. */
    private synchronized boolean awaitRows() {
        while (!isClosed && buffer.isEmpty()) {
            notifyAll();
            await(LONGEST_PAUSE_MILLIS);
        }
        return !isClosed;
    }

    /** Waits before the next attempt, unless the thread is woken at the end of the input or closed. */
    private synchronized void awaitPause() {
        attempts++;
        isResponsive = false;
        notifyAll();
        long before = wakeUps;
        long deadline = System.nanoTime() + Duration.ofMillis(pause).toNanos();
        long millis = pause;
        while (!isClosed && wakeUps == before && millis > 0) {
            await(millis);
            millis = (deadline - System.nanoTime()) / 1_000_000;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }

    private synchronized void succeed() {
        pause = FIRST_PAUSE_MILLIS;
        isResponsive = true;
        notifyAll();
    }

    private synchronized void fail(Throwable e) {
        failure = e;
        notifyAll();
    }

    @SuppressWarnings("WaitNotInLoop") // every caller waits in a loop
    private synchronized void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isClosed = true;
        }
    }
}
