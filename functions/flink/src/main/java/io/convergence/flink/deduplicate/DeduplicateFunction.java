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
 * Removal of repeated records, keyed by their identity. Of the copies that arrive before the watermark reaches them the
 * earliest is emitted; copies within the retention after an emitted record are dropped. A record is delayed until the
 * watermark reaches it, so never past the watermark that closes its slice or minute.
 *
 * <p>State per record: {@code held-view} or {@code held-result} until the watermark reaches it, {@code seen-view} or
 * {@code seen-result} until the end of the retention. Dropped copies are counted as {@code intake.duplicates}.
 *
 * @param <T> type of the records
 */
public final class DeduplicateFunction<T> extends KeyedProcessFunction<String, Timed<T>, Timed<T>> {
    private static final long serialVersionUID = 1;

    private final Deduplication<T> rule;
    private transient ValueState<Timed<T>> delayed;
    private transient ValueState<Long> retainedUntil;
    private transient Counter duplicates;

    /** A function for records of the given type. */
    public DeduplicateFunction(Deduplication<T> rule) {
        this.rule = rule;
    }

    @Override
    public void open(OpenContext context) {
        delayed = getRuntimeContext().getState(new ValueStateDescriptor<>("held-" + rule.noun(), rule.stateType()));
        retainedUntil = getRuntimeContext().getState(new ValueStateDescriptor<>("seen-" + rule.noun(), Types.LONG));
        duplicates = getRuntimeContext().getMetricGroup().addGroup("intake").counter("duplicates");
    }

    @Override
    public void processElement(Timed<T> timed, Context context, Collector<Timed<T>> out) throws Exception {
        Long end = retainedUntil.value();
        long time = rule.timeOf(timed.value());
        if (end != null && time < end) {
            duplicates.inc();
            return;
        }
        Timed<T> other = delayed.value();
        boolean isDue = time <= context.timerService().currentWatermark();
        if (other != null) {
            duplicates.inc();
            if (isDue) {
                delayed.clear();
            }
        }
        if (isDue) {
            emit(timed, context, out);
        } else if (other == null || time < rule.timeOf(other.value())) {
            delayed.update(timed);
            context.timerService().registerEventTimeTimer(time);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Timed<T>> out) throws Exception {
        Timed<T> due = delayed.value();
        if (due != null && rule.timeOf(due.value()) <= timestamp) {
            delayed.clear();
            emit(due, context, out);
            return;
        }
        Long end = retainedUntil.value();
        if (end != null && timestamp >= end) {
            retainedUntil.clear();
        }
    }

    private void emit(Timed<T> timed, Context context, Collector<Timed<T>> out) throws Exception {
        long end = rule.timeOf(timed.value()) + rule.retentionMillis();
        retainedUntil.update(end);
        context.timerService()
                .registerEventTimeTimer(Math.max(end, context.timerService().currentWatermark() + 1));
        out.collect(timed);
    }
}
