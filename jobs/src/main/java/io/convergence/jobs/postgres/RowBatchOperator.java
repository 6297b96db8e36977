package io.convergence.jobs.postgres;

import io.convergence.core.window.Backlog;
import io.convergence.flink.timer.FlushTimer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Operator that collects elements into batches of rows. A batch contains one row per key, that of the winning element; no rows
 * are formed of the others. A batch is emitted when it is full, after an interval on the wall clock, before each checkpoint
 * barrier and at the end of the input; therefore the operator has no state.
 *
 * <p>While the job reads a {@link Backlog}, rows of a table of present states replace each other within seconds. Then a batch
 * of such a table waits {@value #BACKLOG_INTERVALS} intervals and may be as many times larger, so that most of the replaced
 * rows are never written.
 */
final class RowBatchOperator<T> extends AbstractStreamOperator<List<Row>>
        implements OneInputStreamOperator<T, List<Row>> {
    private static final long serialVersionUID = 1;

    private static final int BACKLOG_INTERVALS = 10;

    private final Table<T> table;
    private final int maxRows;
    private final long intervalMillis;

    private transient Map<RowKey, Winner<T>> batch;
    private transient ConflictOrder<T> order;
    private transient FlushTimer timer;

    /** Number of intervals that the batch has waited. */
    private transient int waited;

    /** The latest time of the states in the batch, epoch milliseconds; the least value when the table has no present states. */
    private transient long newest = Long.MIN_VALUE;

    /**
     * The winning element of a key.
     *
     * @param isFirst whether its row is the first of the key, because the row of one of the elements is expected to be
     */
    private record Winner<T>(T element, boolean isFirst) {}

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
        this.order = new ConflictOrder<>(table);
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new LinkedHashMap<>();
        order = new ConflictOrder<>(table);
        newest = Long.MIN_VALUE;
        timer = new FlushTimer(getProcessingTimeService(), intervalMillis, this::intervalEnded);
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        T added = element.getValue();
        newest = Math.max(newest, order.stateTime(added));
        batch.merge(
                table.keyOfElement(added),
                new Winner<>(added, table.firstWrite().test(added)),
                this::winner);
        if (batch.size() >= maxRows && (batch.size() >= BACKLOG_INTERVALS * maxRows || !waits())) {
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

    private Winner<T> winner(Winner<T> earlier, Winner<T> later) {
        return order.replaces(later.element(), earlier.element())
                ? new Winner<>(later.element(), earlier.isFirst() || later.isFirst())
                : earlier;
    }

    private void intervalEnded() {
        waited++;
        if (waits()) {
            timer.schedule();
        } else {
            flush();
        }
    }

    /** Whether the batch need not be emitted yet, because the rows of most of its keys are about to be replaced. */
    private boolean waits() {
        return waited < BACKLOG_INTERVALS
                && newest != Long.MIN_VALUE
                && Backlog.contains(newest, getProcessingTimeService().getCurrentProcessingTime());
    }

    private void flush() {
        waited = 0;
        newest = Long.MIN_VALUE;
        if (!batch.isEmpty()) {
            List<Row> rows = new ArrayList<>(batch.size());
            batch.values().forEach(winner -> rows.add(table.row(winner.element(), winner.isFirst())));
            output.collect(new StreamRecord<>(rows));
            batch = new LinkedHashMap<>();
        }
    }
}
