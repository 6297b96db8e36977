package io.convergence.jobs.postgres;

import io.convergence.flink.timer.FlushTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Operator that collects elements into batches of rows. A batch contains one row per key, the winning one, in the order of
 * keys, so that all writers lock rows in one order. A batch is emitted when it is full, after an interval on the wall
 * clock, before each checkpoint barrier and at the end of the input; therefore the operator has no state.
 */
final class RowBatchOperator<T> extends AbstractStreamOperator<List<Row>>
        implements OneInputStreamOperator<T, List<Row>> {
    private static final long serialVersionUID = 1;

    private final Table<T> table;
    private final int maxRows;
    private final long intervalMillis;

    private transient TreeMap<String, Row> batch;
    private transient FlushTimer timer;

    /**
     * Creates the operator of a table.
     *
     * @param maxRows most rows of a batch, at least 1
     * @param intervalMillis longest time that a row waits, in milliseconds, positive
     */
    RowBatchOperator(Table<T> table, int maxRows, long intervalMillis) {
        this.table = table;
        this.maxRows = maxRows;
        this.intervalMillis = intervalMillis;
        this.batch = new TreeMap<>();
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new TreeMap<>();
        timer = new FlushTimer(getProcessingTimeService(), intervalMillis, this::flush);
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        Row row = table.row(element.getValue());
        batch.merge(table.keyOf(row), row, table::winner);
        if (batch.size() >= maxRows) {
            flush();
        } else {
            timer.schedule();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    private void flush() {
        if (!batch.isEmpty()) {
            output.collect(new StreamRecord<>(new ArrayList<>(batch.values())));
            batch = new TreeMap<>();
        }
    }
}
