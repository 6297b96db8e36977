package io.convergence.flink.deduplicate;

import io.convergence.flink.intake.Timed;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a record through once although it was published more than once, keyed by what identifies it: of the copies that
 * arrive before event time has reached them the earliest goes on, and none that happened less than the remembered time after it. A record is
 * held back until event time has reached it, never past the watermark that closes its slice or minute.
 *
 * <p>State per record: {@code held-view} or {@code held-result} until event time reaches it, {@code seen-view} or
 * {@code seen-result} while it is remembered. Copies that go nowhere are counted as {@code intake.duplicates}.
 *
 * @param <T> the records
 */
public final class DeduplicateFunction<T> extends KeyedProcessFunction<String, Timed<T>, Timed<T>> {
    private final Copies<T> copies;
    private transient ValueState<Timed<T>> held;
    private transient ValueState<Long> forgetAt;
    private transient Counter duplicates;

    /** Lets each record through once. */
    public DeduplicateFunction(Copies<T> copies) {
        this.copies = copies;
    }

    @Override
    public void open(OpenContext context) {
        held = getRuntimeContext().getState(new ValueStateDescriptor<>("held-" + copies.noun(), copies.type()));
        forgetAt = getRuntimeContext().getState(new ValueStateDescriptor<>("seen-" + copies.noun(), Types.LONG));
        duplicates = getRuntimeContext().getMetricGroup().addGroup("intake").counter("duplicates");
    }

    @Override
    public void processElement(Timed<T> timed, Context context, Collector<Timed<T>> out) throws Exception {
        Long end = forgetAt.value();
        long at = copies.at(timed.value());
        if (end != null && at < end) {
            duplicates.inc();
            return;
        }
        Timed<T> earlier = held.value();
        if (earlier != null) {
            duplicates.inc();
        }
        if (at <= context.timerService().currentWatermark()) {
            letThrough(timed, context, out);
        } else if (earlier == null || at < copies.at(earlier.value())) {
            held.update(timed);
            context.timerService().registerEventTimeTimer(at);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Timed<T>> out) throws Exception {
        Long end = forgetAt.value();
        Timed<T> waiting = held.value();
        if (waiting != null && copies.at(waiting.value()) <= timestamp) {
            letThrough(waiting, context, out);
        } else if (end != null && timestamp >= end) {
            forgetAt.clear();
        }
    }

    private void letThrough(Timed<T> timed, Context context, Collector<Timed<T>> out) throws Exception {
        held.clear();
        long end = copies.at(timed.value()) + copies.rememberedMillis();
        forgetAt.update(end);
        context.timerService()
                .registerEventTimeTimer(Math.max(end, context.timerService().currentWatermark() + 1));
        out.collect(timed);
    }
}
