package io.convergence.jobs.postgres;

import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;

/** Test harness of {@link RowBatchOperator}: the batches that it emits for elements. */
public final class Batches<T> {
    /** Interval of the operator in milliseconds; the harness's clock stands still unless a test advances it. */
    static final long INTERVAL = 1_000;

    private final OneInputStreamOperatorTestHarness<T, List<Row>> harness;

    public Batches(Table<T> table, int batchRows) {
        try {
            harness = new OneInputStreamOperatorTestHarness<>(new RowBatchOperator<>(table, batchRows, INTERVAL));
            harness.open();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    OneInputStreamOperatorTestHarness<T, List<Row>> harness() {
        return harness;
    }

    public void add(T element) {
        try {
            harness.processElement(element, 0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The batches emitted so far. */
    List<List<Row>> batches() {
        return harness.extractOutputValues();
    }

    /** Ends the input and returns all batches. */
    public List<List<Row>> end() {
        try {
            harness.endInput();
            harness.getOneInputOperator().finish();
            List<List<Row>> batches = batches();
            harness.close();
            return batches;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
