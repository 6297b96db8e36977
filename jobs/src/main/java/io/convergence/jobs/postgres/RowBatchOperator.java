package io.convergence.jobs.postgres;

import io.convergence.flink.timer.FlushTimer;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Gathers elements into batches of rows: each key once, with the row that wins, in the order of the keys, so that two
 * writers lock rows in one order. A batch leaves when it is full, after an interval on the wall clock, and before each
 * barrier and the end, so that nothing held crosses a checkpoint: stateless.
 */
final class RowBatchOperator<T> extends AbstractStreamOperator<List<Row>>
        implements OneInputStreamOperator<T, List<Row>> {
    private static final long serialVersionUID = 1;

    private final Table<T> table;
    private final int maxRows;
    private final long intervalMillis;

    private transient BufferedRows<T> held;
    private transient FlushTimer timer;

    /**
     * Gathers rows of a table.
     *
     * @param maxRows most rows of a batch, at least 1
     * @param intervalMillis longest time a row is held, positive
     */
    RowBatchOperator(Table<T> table, int maxRows, long intervalMillis) {
        this.table = table;
        this.maxRows = maxRows;
        this.intervalMillis = intervalMillis;
        this.held = new BufferedRows<>(table);
    }

    @Override
    public void open() throws Exception {
        super.open();
        held = new BufferedRows<>(table);
        timer = new FlushTimer(getProcessingTimeService(), intervalMillis, this::flush);
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        held.add(table.row(element.getValue()));
        if (held.size() >= maxRows) {
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
        if (!held.isEmpty()) {
            output.collect(new StreamRecord<>(held.all()));
            held = new BufferedRows<>(table);
        }
    }
}
