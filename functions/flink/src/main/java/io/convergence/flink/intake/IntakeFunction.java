package io.convergence.flink.intake;

import io.convergence.core.ingest.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * First operator after a source. Values are emitted with the watermark of their own partition, dead letters go to a side
 * output, heartbeats end here.
 *
 * <p>With that watermark, whether a record is late depends on its partition only. The watermark of an operator is the
 * minimum over all partitions, and how far it lags one of them depends on load; the order within a partition does not.
 *
 * <p>State per subtask: {@code latest-event-time}, the latest event time of each partition, as a union list, so that it
 * follows the partition when partitions are assigned anew; at most one entry per partition and subtask.
 */
public final class IntakeFunction<T> extends ProcessFunction<Arrival<T>, Timed<T>> implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final long outOfOrdernessMillis;
    private final OutputTag<DeadLetter> deadLetters;
    private transient Map<Integer, Long> latest;
    private transient ListState<Tuple2<Integer, Long>> stored;

    /**
     * A function of a source.
     *
     * @param outOfOrdernessMillis how far an event may be behind the latest of its partition without being late
     * @param deadLetters side output of rejected records
     */
    public IntakeFunction(long outOfOrdernessMillis, OutputTag<DeadLetter> deadLetters) {
        this.outOfOrdernessMillis = outOfOrdernessMillis;
        this.deadLetters = deadLetters;
    }

    @Override
    public void processElement(Arrival<T> arrival, Context context, Collector<Timed<T>> out) {
        DeadLetter rejected = arrival.deadLetter();
        if (rejected != null) {
            context.output(deadLetters, rejected);
            return;
        }
        long before = latest.getOrDefault(arrival.partition(), Long.MIN_VALUE);
        if (arrival.eventTime() > before) {
            latest.put(arrival.partition(), arrival.eventTime());
        }
        T value = arrival.value();
        if (value != null) {
            out.collect(new Timed<>(value, before == Long.MIN_VALUE ? before : before - outOfOrdernessMillis - 1));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        stored.clear();
        for (Map.Entry<Integer, Long> entry : latest.entrySet()) {
            stored.add(Tuple2.of(entry.getKey(), entry.getValue()));
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        latest = new HashMap<>();
        stored = context.getOperatorStateStore().getUnionListState(latestEventTimeDescriptor());
        for (Tuple2<Integer, Long> entry : stored.get()) {
            latest.merge(entry.f0, entry.f1, Math::max);
        }
    }

    private static ListStateDescriptor<Tuple2<Integer, Long>> latestEventTimeDescriptor() {
        return new ListStateDescriptor<>("latest-event-time", Types.TUPLE(Types.INT, Types.LONG));
    }
}
