package io.convergence.flink.events;

import io.convergence.core.error.ErrorGroup;
import io.convergence.core.error.ErrorMinute;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.error.GroupedError;
import io.convergence.core.error.SimultaneousErrors;
import io.convergence.flink.state.StateDescriptors;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Groups of errors of an app, and their occurrences per host and minute. Rows are emitted every ten seconds of event time
 * in which the group changed, and each occurrence with the beginning of its group.
 *
 * <p>An occurrence is counted when event time has passed it, in the order of receipt. When a backlog is read, one partition
 * may be far ahead of another; counted as they come, the errors of the first would begin a group that is older, and signals
 * would depend on the order of reading. A late occurrence is counted at once.
 *
 * <p>State per group: {@code error-pending}, occurrences by the millisecond of their receipt until event time has passed
 * it, each with a timer; {@code error-group}, cleared 30 days after its latest occurrence, after which the group is new;
 * {@code error-minutes} and {@code error-minutes-changed}, each entry removed 40 minutes after its minute;
 * {@code error-timer}, {@code error-step}.
 */
public final class ErrorGroupFunction extends KeyedProcessFunction<String, ErrorOccurrence, ErrorGroup> {
    private static final long STEP_MILLIS = 10_000;
    private static final long RETAINED_MILLIS = 2_400_000;
    private static final long serialVersionUID = 1;

    private final long newAfterMillis;
    private transient MapState<Long, SimultaneousErrors> pending;
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

    /** Occurrences that event time has not passed, by their receipt in epoch milliseconds. */
    static MapStateDescriptor<Long, SimultaneousErrors> pendingDescriptor() {
        return StateDescriptors.map("error-pending", BasicTypeInfo.LONG_TYPE_INFO, new SimultaneousErrorsFormat());
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
        pending = getRuntimeContext().getMapState(pendingDescriptor());
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
        long at = occurrence.at();
        if (at <= timers.currentWatermark()) {
            count(occurrence, timers.currentWatermark() + 1, context);
            return;
        }
        SimultaneousErrors others = pending.get(at);
        pending.put(at, (others == null ? SimultaneousErrors.NONE : others).plus(occurrence));
        timers.registerEventTimeTimer(at);
    }

    /** Counts an occurrence; rows and state follow at the time {@code now} at the earliest. */
    private void count(ErrorOccurrence occurrence, long now, Context context) throws Exception {
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

        long from = Math.max(now, occurrence.at());
        step.ensure(context.timerService(), Math.floorDiv(from, STEP_MILLIS) * STEP_MILLIS + STEP_MILLIS - 1);
        cleanUp.ensure(context.timerService(), Math.max(empty.minute() + RETAINED_MILLIS, now));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ErrorGroup> out) throws Exception {
        SimultaneousErrors due = pending.get(timestamp);
        if (due != null) {
            pending.remove(timestamp);
            for (ErrorOccurrence occurrence : due.errors()) {
                count(occurrence, timestamp, context);
            }
        }
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
