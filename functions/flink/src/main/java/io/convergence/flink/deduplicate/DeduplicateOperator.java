package io.convergence.flink.deduplicate;

import io.convergence.flink.intake.Timed;
import io.convergence.flink.timer.KeyTimers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Removal of repeated records, keyed by their identity. Of the copies that arrive before the watermark reaches them the
 * earliest is emitted; copies within the retention after an emitted record are dropped. A record is delayed until the
 * watermark reaches it, so never past the watermark that closes its slice or minute.
 *
 * <p>Delayed records are in memory until the next checkpoint, because most are emitted before it and would otherwise cost a
 * write, two reads, a removal and a timer of the state. A checkpoint, or more than {@link #MAX_IN_MEMORY} of them, moves
 * them to the state, from where their timers emit them.
 *
 * <p>State per record: {@code held-view} or {@code held-result} while it is delayed, {@code seen-view} or {@code seen-result}
 * until the end of the retention. Dropped copies are counted as {@code intake.duplicates}.
 *
 * @param <T> type of the records
 */
public final class DeduplicateOperator<T> extends AbstractStreamOperator<Timed<T>>
        implements OneInputStreamOperator<Timed<T>, Timed<T>>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1;

    /** Most delayed records in memory: about 5 MB. */
    static final int MAX_IN_MEMORY = 10_000;

    private final Deduplication<T> rule;
    private transient Map<String, Timed<T>> inMemory;
    private transient KeyTimers<String> timersInMemory;
    private transient ValueState<Timed<T>> delayed;
    private transient ValueState<Long> retainedUntil;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Counter duplicates;

    /** Number of records in {@link #delayed}. It is read for no record while there are none. */
    private transient long inState;

    /** An operator for records of one type. */
    public DeduplicateOperator(Deduplication<T> rule) {
        this.rule = rule;
    }

    @Override
    public void open() throws Exception {
        super.open();
        String delayedName = "held-" + rule.noun();
        delayed = getRuntimeContext().getState(new ValueStateDescriptor<>(delayedName, rule.stateType()));
        retainedUntil = getRuntimeContext().getState(new ValueStateDescriptor<>("seen-" + rule.noun(), Types.LONG));
        // The name of the timers of a KeyedProcessFunction, which earlier builds had in the place of this operator.
        timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
        duplicates = getMetricGroup().addGroup("intake").counter("duplicates");
        inMemory = new HashMap<>();
        timersInMemory = new KeyTimers<>();
        try (Stream<Object> restored = getKeyedStateBackend().getKeys(delayedName, VoidNamespace.INSTANCE)) {
            inState = restored.count();
        }
    }

    @Override
    public void processElement(StreamRecord<Timed<T>> element) throws Exception {
        Timed<T> timed = element.getValue();
        long time = rule.timeOf(timed.value());
        Long end = retainedUntil.value();
        if (end != null && time < end) {
            duplicates.inc();
            return;
        }
        String key = (String) getCurrentKey();
        boolean isDue = time <= timers.currentWatermark();
        Timed<T> other = inMemory.get(key);
        boolean isOtherInMemory = other != null;
        if (other == null && inState > 0) {
            other = delayed.value();
        }
        if (other != null) {
            duplicates.inc();
            if (isDue || time < rule.timeOf(other.value())) {
                forget(key, isOtherInMemory);
            } else {
                return;
            }
        }
        if (isDue) {
            emit(timed);
            return;
        }
        inMemory.put(key, timed);
        timersInMemory.set(key, time);
        if (timersInMemory.size() >= MAX_IN_MEMORY) {
            moveToState();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        getTimeServiceManager().orElseThrow().advanceWatermark(mark);
        for (Timed<T> due = takeFromMemory(mark.getTimestamp());
                due != null;
                due = takeFromMemory(mark.getTimestamp())) {
            emit(due);
        }
        output.emitWatermark(mark);
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        if (inState > 0) {
            Timed<T> due = delayed.value();
            if (due != null && rule.timeOf(due.value()) <= timer.getTimestamp()) {
                forget(timer.getKey(), false);
                emit(due);
                return;
            }
        }
        Long end = retainedUntil.value();
        if (end != null && timer.getTimestamp() >= end) {
            retainedUntil.clear();
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no timer is in processing time");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        moveToState();
    }

    private void moveToState() throws Exception {
        for (Timed<T> each = takeFromMemory(Long.MAX_VALUE); each != null; each = takeFromMemory(Long.MAX_VALUE)) {
            delayed.update(each);
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, rule.timeOf(each.value()));
            inState++;
        }
    }

    /** Removes the earliest record in memory that is due at a watermark, and makes its key the current one; null without one. */
    private @Nullable Timed<T> takeFromMemory(long watermark) {
        KeyTimers.Timer<String> due = timersInMemory.poll(watermark);
        if (due == null) {
            return null;
        }
        setCurrentKey(due.key());
        return inMemory.remove(due.key());
    }

    /** Removes the delayed record of the current key. */
    private void forget(String key, boolean isInMemory) {
        if (isInMemory) {
            inMemory.remove(key);
            timersInMemory.remove(key);
        } else {
            delayed.clear();
            inState--;
        }
    }

    private void emit(Timed<T> timed) throws Exception {
        long end = rule.timeOf(timed.value()) + rule.retentionMillis();
        retainedUntil.update(end);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, Math.max(end, timers.currentWatermark() + 1));
        output.collect(new StreamRecord<>(timed));
    }
}
