package io.convergence.jobs.postgres;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.types.Row;

/**
 * Sink writer of a table that never waits for the database: rows are added to a buffer, which a thread of its own writes
 * ({@link RowWriteLoop}). Rows that are not written yet are part of the checkpointed state. Therefore neither a database
 * that is unavailable nor one that does not respond delays checkpoints and the signals that become visible with them.
 */
final class RowWriter<T> implements StatefulSinkWriter<List<Row>, List<Row>> {
    private final BufferedRows<T> buffer;
    private final RowWriteLoop<T> loop;

    /**
     * Creates the writer and starts its thread.
     *
     * @param restored rows that were not written at the last checkpoint
     */
    RowWriter(BufferedRows<T> buffer, RowWriteLoop<T> loop, Collection<List<Row>> restored) {
        this.buffer = buffer;
        this.loop = loop;
        restored.forEach(buffer::add);
        loop.start();
    }

    /**
     * Adds a batch to the buffer.
     *
     * @throws IOException when the thread has ended with a failure that an operator must resolve
     */
    @Override
    public void write(List<Row> batch, Context context) throws IOException {
        loop.throwIfFailed();
        buffer.add(batch);
        loop.wakeUp();
    }

    /**
     * At a checkpoint, gives the thread a moment to empty the buffer, so that usually no rows are in the state. At the end
     * of the input, waits until all rows are written.
     *
     * @throws IOException when the thread has failed, or the database is unavailable at the end of the input
     */
    @Override
    public void flush(boolean endOfInput) throws IOException {
        loop.throwIfFailed();
        if (endOfInput) {
            loop.awaitEmpty();
        } else {
            loop.awaitEmptyShortly();
        }
    }

    @Override
    public List<List<Row>> snapshotState(long checkpointId) {
        List<Row> rows = buffer.all();
        return rows.isEmpty() ? List.of() : List.of(rows);
    }

    @Override
    public void close() {
        loop.close();
        buffer.close();
    }
}
