package io.convergence.flink.quota;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/** All subtasks of an operator that has a quota, as Flink harnesses that can be rescaled. */
final class QuotaSubtasks implements AutoCloseable {
    private static final int MAX_PARALLELISM = 720;

    private final List<Subtask> subtasks = new ArrayList<>();

    private static final class Subtask {
        private final Counting function;
        private final KeyedOneInputStreamOperatorTestHarness<String, Tuple2<String, String>, String> harness;

        Subtask(int bound, int parallelism, int index) throws Exception {
            function = new Counting(bound);
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(function),
                    ownerAndKey -> ownerAndKey.f1,
                    Types.STRING,
                    MAX_PARALLELISM,
                    parallelism,
                    index);
            harness.setup();
        }
    }

    private static final class Counting extends KeyedProcessFunction<String, Tuple2<String, String>, String>
            implements CheckpointedFunction {
        private static final long serialVersionUID = 1;

        private final int bound;
        private transient KeyQuota quota;

        Counting(int bound) {
            this.bound = bound;
        }

        @Override
        public void processElement(Tuple2<String, String> ownerAndKey, Context context, Collector<String> out) {
            throw new UnsupportedOperationException("the quota is called directly");
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            quota = new KeyQuota(bound, "counts", "old-counts", context.getOperatorStateStore(), getRuntimeContext());
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            quota.snapshot();
        }
    }

    static QuotaSubtasks start(int bound, int parallelism) throws Exception {
        QuotaSubtasks started = new QuotaSubtasks();
        for (int index = 0; index < parallelism; index++) {
            Subtask subtask = new Subtask(bound, parallelism, index);
            subtask.harness.open();
            started.subtasks.add(subtask);
        }
        return started;
    }

    boolean acquire(String owner, String key) {
        return quotaOf(key).acquire(owner, key);
    }

    void release(String owner, String key) {
        quotaOf(key).release(owner, key);
    }

    /** Number of keys that are counted in all subtasks. */
    int keyCount() {
        return subtasks.stream()
                .mapToInt(subtask -> subtask.function.quota.keyCount())
                .sum();
    }

    /** Takes a savepoint and restores it with another bound and number of subtasks. */
    void rescale(int bound, int parallelism) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (Subtask subtask : subtasks) {
            states.add(subtask.harness.snapshot(1, 1));
        }
        int former = subtasks.size();
        close();
        OperatorSubtaskState state =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new));
        for (int index = 0; index < parallelism; index++) {
            Subtask subtask = new Subtask(bound, parallelism, index);
            subtask.harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    state, MAX_PARALLELISM, former, parallelism, index));
            subtask.harness.open();
            subtasks.add(subtask);
        }
    }

    @Override
    public void close() throws Exception {
        for (Subtask subtask : subtasks) {
            subtask.harness.close();
        }
        subtasks.clear();
    }

    private KeyQuota quotaOf(String key) {
        int index = KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, subtasks.size());
        return subtasks.get(index).function.quota;
    }
}
