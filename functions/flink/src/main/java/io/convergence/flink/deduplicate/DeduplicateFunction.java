package io.convergence.flink.deduplicate;

import io.convergence.core.rum.Beacon;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.TimedBeaconFormat;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a beacon through once although it was published more than once, keyed by tenant and id: of the copies that arrive
 * before event time has reached them the earliest goes on, and none after that for ten minutes. A beacon is held back
 * until event time has reached it, never past the watermark that closes its slice.
 *
 * <p>State per view: {@code held-view} until event time reaches it, {@code seen-view} for ten minutes after it.
 */
public final class DeduplicateFunction extends KeyedProcessFunction<String, Timed<Beacon>, Timed<Beacon>> {
    /** How long an id is remembered, as long as the gateway remembers it. */
    public static final long REMEMBERED_MILLIS = 600_000;

    private transient ValueState<Timed<Beacon>> held;
    private transient ValueState<Long> forgetAt;

    /** The key of a beacon. */
    public static String key(Timed<Beacon> timed) {
        return timed.value().tenant() + '|' + timed.value().id();
    }

    @Override
    public void open(OpenContext context) {
        held = getRuntimeContext().getState(heldViewDescriptor());
        forgetAt = getRuntimeContext().getState(seenViewDescriptor());
    }

    @Override
    public void processElement(Timed<Beacon> timed, Context context, Collector<Timed<Beacon>> out) throws Exception {
        if (forgetAt.value() != null) {
            return;
        }
        Timed<Beacon> earlier = held.value();
        long at = timed.value().receivedAt();
        if (at <= context.timerService().currentWatermark()) {
            letThrough(timed, context, out);
        } else if (earlier == null || at < earlier.value().receivedAt()) {
            held.update(timed);
            context.timerService().registerEventTimeTimer(at);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Timed<Beacon>> out) throws Exception {
        Long end = forgetAt.value();
        Timed<Beacon> waiting = held.value();
        if (end == null && waiting != null) {
            letThrough(waiting, context, out);
        } else if (end != null && timestamp >= end) {
            forgetAt.clear();
        }
    }

    private static ValueStateDescriptor<Timed<Beacon>> heldViewDescriptor() {
        return new ValueStateDescriptor<>("held-view", new FormatTypeInfo<>(new TimedBeaconFormat()));
    }

    private static ValueStateDescriptor<Long> seenViewDescriptor() {
        return new ValueStateDescriptor<>("seen-view", Types.LONG);
    }

    private void letThrough(Timed<Beacon> timed, Context context, Collector<Timed<Beacon>> out) throws Exception {
        held.clear();
        long end = Math.max(timed.value().receivedAt(), context.timerService().currentWatermark()) + REMEMBERED_MILLIS;
        forgetAt.update(end);
        context.timerService().registerEventTimeTimer(end);
        out.collect(timed);
    }
}
