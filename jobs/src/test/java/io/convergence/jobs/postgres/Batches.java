package io.convergence.jobs.postgres;

import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;

/** The batches that the operator makes of elements. */
public final class Batches<T> {
    /** Longer than any test, so that only size and end flush. */
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

    /** What has been let go so far. */
    List<List<Row>> batches() {
        return harness.extractOutputValues();
    }

    /** Ends the input; tells all batches. */
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
