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
 * Sorts what the source read: values go on, stamped with the watermark of their partition; dead letters go to a side
 * output; heartbeats have done their work and end here.
 *
 * <p>The stamp makes lateness a fact of the data. The watermark of an operator is the minimum over all partitions, and
 * how far it lags one of them depends on load; the order within a partition does not.
 *
 * <p>State per subtask: the latest event time of each partition, as a union list, so that a partition keeps its own
 * when splits are dealt out anew; at most one entry a partition and subtask.
 */
public final class IntakeFunction<T> extends ProcessFunction<Arrival<T>, Timed<T>> implements CheckpointedFunction {
    private final long outOfOrdernessMillis;
    private final OutputTag<DeadLetter> deadLetters;
    private transient Map<Integer, Long> latest;
    private transient ListState<Tuple2<Integer, Long>> remembered;

    /**
     * Sorts arrivals.
     *
     * @param outOfOrdernessMillis how far behind the latest event of its partition an event may be and still be on time
     */
    public IntakeFunction(long outOfOrdernessMillis, OutputTag<DeadLetter> deadLetters) {
        this.outOfOrdernessMillis = outOfOrdernessMillis;
        this.deadLetters = deadLetters;
    }

    @Override
    public void processElement(Arrival<T> arrival, Context context, Collector<Timed<T>> out) {
        DeadLetter refused = arrival.deadLetter();
        if (refused != null) {
            context.output(deadLetters, refused);
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
        remembered.clear();
        for (Map.Entry<Integer, Long> entry : latest.entrySet()) {
            remembered.add(Tuple2.of(entry.getKey(), entry.getValue()));
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        latest = new HashMap<>();
        remembered = context.getOperatorStateStore().getUnionListState(latestEventTimeDescriptor());
        for (Tuple2<Integer, Long> entry : remembered.get()) {
            latest.merge(entry.f0, entry.f1, Math::max);
        }
    }

    private static ListStateDescriptor<Tuple2<Integer, Long>> latestEventTimeDescriptor() {
        return new ListStateDescriptor<>("latest-event-time", Types.TUPLE(Types.INT, Types.LONG));
    }
}
