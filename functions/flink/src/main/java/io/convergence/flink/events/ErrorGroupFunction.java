package io.convergence.flink.events;

import io.convergence.core.error.ErrorGroup;
import io.convergence.core.error.ErrorMinute;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.error.GroupedError;
import io.convergence.flink.state.StateDescriptors;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Groups of errors of an app, and their occurrences per host and minute. Rows are emitted every ten seconds of event time
 * in which the group changed, and each occurrence at once with the beginning of its group.
 *
 * <p>State per group: {@code error-group}, cleared 30 days after its latest occurrence, after which the group is new;
 * {@code error-minutes} and {@code error-minutes-changed}, each entry removed 40 minutes after its minute;
 * {@code error-timer}, {@code error-step}.
 */
public final class ErrorGroupFunction extends KeyedProcessFunction<String, ErrorOccurrence, ErrorGroup> {
    private static final long STEP_MILLIS = 10_000;
    private static final long RETAINED_MILLIS = 2_400_000;
    private static final long serialVersionUID = 1;

    private final long newAfterMillis;
    private transient ValueState<ErrorGroup> group;
    private transient MapState<String, ErrorMinute> minutes;
    private transient MapState<String, Boolean> changed;
    private transient NextTimer cleanUp;
    private transient NextTimer step;

    /**
     * A function.
     *
     * @param newAfterMillis how long after its latest occurrence a group is new again
     */
    public ErrorGroupFunction(long newAfterMillis) {
        this.newAfterMillis = newAfterMillis;
    }

    /** The group. */
    static ValueStateDescriptor<ErrorGroup> groupDescriptor() {
        return StateDescriptors.value("error-group", new ErrorGroupFormat());
    }

    /** Occurrences by host and minute. */
    static MapStateDescriptor<String, ErrorMinute> minutesDescriptor() {
        return StateDescriptors.map("error-minutes", new ErrorMinuteFormat());
    }

    /** Minutes that changed since their row was emitted; a set. */
    static MapStateDescriptor<String, Boolean> changedDescriptor() {
        return new MapStateDescriptor<>("error-minutes-changed", Types.STRING, Types.BOOLEAN);
    }

    @Override
    public void open(OpenContext context) {
        group = getRuntimeContext().getState(groupDescriptor());
        minutes = getRuntimeContext().getMapState(minutesDescriptor());
        changed = getRuntimeContext().getMapState(changedDescriptor());
        cleanUp = new NextTimer(getRuntimeContext(), "error-timer");
        step = new NextTimer(getRuntimeContext(), "error-step");
    }

    @Override
    public void processElement(ErrorOccurrence occurrence, Context context, Collector<ErrorGroup> out)
            throws Exception {
        TimerService timers = context.timerService();
        ErrorGroup before = group.value();
        boolean isNew = before == null || occurrence.at() - before.lastSeen() >= newAfterMillis;
        ErrorGroup after = before == null || isNew ? ErrorGroup.of(occurrence) : before.plus(occurrence);
        group.update(after);
        context.output(SessionOutputs.GROUPED_ERRORS, GroupedError.of(occurrence, after));

        ErrorMinute empty = ErrorMinute.of(occurrence);
        String minute = empty.host() + '\n' + empty.minute();
        ErrorMinute counted = minutes.get(minute);
        minutes.put(minute, (counted == null ? empty : counted).plus(occurrence));
        changed.put(minute, true);

        long from = Math.max(timers.currentWatermark() + 1, occurrence.at());
        step.ensure(timers, Math.floorDiv(from, STEP_MILLIS) * STEP_MILLIS + STEP_MILLIS - 1);
        cleanUp.ensure(timers, Math.max(empty.minute() + RETAINED_MILLIS, timers.currentWatermark() + 1));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ErrorGroup> out) throws Exception {
        ErrorGroup current = group.value();
        if (current == null) {
            return;
        }
        if (step.isDue(timestamp)) {
            out.collect(current);
            for (String minute : changed.keys()) {
                context.output(SessionOutputs.ERROR_MINUTES, minutes.get(minute));
            }
            changed.clear();
        }
        if (cleanUp.isDue(timestamp)) {
            long next = removeMinutes(timestamp, current.lastSeen() + newAfterMillis);
            if (timestamp < next) {
                cleanUp.ensure(context.timerService(), next);
            } else {
                group.clear();
                minutes.clear();
                changed.clear();
                step.clear();
            }
        }
    }

    /** Removes the minutes that are old at a time; returns when the next one is, or else the end of the group. */
    private long removeMinutes(long timestamp, long end) throws Exception {
        long next = end;
        for (Iterator<Map.Entry<String, ErrorMinute>> entries = minutes.iterator(); entries.hasNext(); ) {
            Map.Entry<String, ErrorMinute> entry = entries.next();
            long oldAt = entry.getValue().minute() + RETAINED_MILLIS;
            if (oldAt <= timestamp && !changed.contains(entry.getKey())) {
                entries.remove();
            } else {
                next = Math.min(next, Math.max(oldAt, timestamp + 1));
            }
        }
        return next;
    }
}
