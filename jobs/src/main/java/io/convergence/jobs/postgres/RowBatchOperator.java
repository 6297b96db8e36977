package io.convergence.jobs.postgres;

import io.convergence.flink.timer.FlushTimer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * Operator that collects elements into batches of rows. A batch contains one row per key, the winning one. A batch is
 * emitted when it is full, after an interval on the wall clock, before each checkpoint barrier and at the end of the input;
 * therefore the operator has no state.
 */
final class RowBatchOperator<T> extends AbstractStreamOperator<List<Row>>
        implements OneInputStreamOperator<T, List<Row>> {
    private static final long serialVersionUID = 1;

    private final Table<T> table;
    private final int maxRows;
    private final long intervalMillis;

    private transient Map<RowKey, Row> batch;
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
        this.batch = new LinkedHashMap<>();
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new LinkedHashMap<>();
        timer = new FlushTimer(getProcessingTimeService(), intervalMillis, this::flush);
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        Row row = table.row(element.getValue());
        batch.merge(table.keyOf(row), row, this::merged);
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

    /** The winning row, which is the first of its key when one of them is. */
    private Row merged(Row first, Row second) {
        Row winner = table.winner(first, second);
        if (first.getKind() == RowKind.INSERT) {
            winner.setKind(RowKind.INSERT);
        }
        return winner;
    }

    private void flush() {
        if (!batch.isEmpty()) {
            output.collect(new StreamRecord<>(new ArrayList<>(batch.values())));
            batch = new LinkedHashMap<>();
        }
    }
}
