package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.SinkSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches of a table's rows, and holds them, across checkpoints too, while the database is away: what is said to
 * people does not wait for what is kept for them. It tries again after pauses that grow from 1 s to 30 s.
 */
final class RowWriter<T> implements StatefulSinkWriter<List<Row>, List<Row>> {
    private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final Table<T> table;
    private final TableConnection<T> connection;
    private final SinkSettings sink;
    private final ProcessingTimeService clock;
    private final BufferedRows<T> held;

    private long pause = FIRST_PAUSE_MILLIS;
    private @Nullable ScheduledFuture<?> attempt;

    /**
     * A writer that goes on with what was held before.
     *
     * @param sink how many rows are written at once, and how many are held at most: the job restarts when more would be
     * @param restored rows that waited at the last checkpoint
     */
    RowWriter(
            Table<T> table,
            TableConnection<T> connection,
            SinkSettings sink,
            ProcessingTimeService clock,
            StatementMetrics metrics,
            Collection<List<Row>> restored) {
        this.table = table;
        this.connection = connection;
        this.sink = sink;
        this.clock = clock;
        this.held = new BufferedRows<>(table);
        restored.forEach(held::add);
        metrics.buffered(held::size);
        if (!held.isEmpty()) {
            schedule(0);
        }
    }

    @Override
    public void write(List<Row> batch, Context context) throws IOException {
        if (held.isEmpty() && isWritten(batch)) {
            return;
        }
        held.add(batch);
        if (held.size() > sink.heldRows()) {
            throw new IOException("the database is away, and more than " + sink.heldRows() + " rows of " + table.name()
                    + " wait for it");
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        if (endOfInput) {
            writeHeld();
            if (!held.isEmpty()) {
                throw new IOException(
                        "the database is away at the end of the input, and rows of " + table.name() + " wait for it");
            }
        }
    }

    @Override
    public List<List<Row>> snapshotState(long checkpointId) {
        return held.isEmpty() ? List.of() : List.of(held.all());
    }

    @Override
    public void close() {
        connection.close();
    }

    private void writeHeld() throws IOException {
        while (!held.isEmpty()) {
            List<Row> next = held.first(sink.batchRows());
            if (!isWritten(next)) {
                return;
            }
            held.removeFirst(next.size());
        }
    }

    /** Whether rows could be written; when not, there will be another attempt. */
    private boolean isWritten(List<Row> rows) throws IOException {
        try {
            connection.write(rows);
            pause = FIRST_PAUSE_MILLIS;
            return true;
        } catch (SQLException e) {
            if (!DatabaseOutage.isCauseOf(e)) {
                throw new IOException("rows of " + table.name() + " cannot be written: " + e.getMessage(), e);
            }
            LOG.warn("rows of {} wait for the database: {}", table.name(), e.getMessage());
            schedule(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            return false;
        }
    }

    private void schedule(long millis) {
        if (attempt == null) {
            attempt = clock.registerTimer(clock.getCurrentProcessingTime() + millis, time -> {
                attempt = null;
                writeHeld();
            });
        }
    }
}
