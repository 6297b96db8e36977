package io.convergence.flink.events;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Keyed state with the earliest event-time timer that cleans a key up, so that a key has one such timer and not one for
 * each event.
 */
final class NextTimer {
    private final ValueState<Long> next;

    NextTimer(RuntimeContext context, String name) {
        next = context.getState(new ValueStateDescriptor<>(name, Types.LONG));
    }

    /** Registers a timer at a time unless there is an earlier one. */
    void ensure(TimerService timers, long at) throws Exception {
        Long registered = next.value();
        if (registered == null || at < registered) {
            next.update(at);
            timers.registerEventTimeTimer(at);
        }
    }

    /** Whether the timer is due at the time of a timer; it has to be registered again then. */
    boolean isDue(long timestamp) throws Exception {
        Long registered = next.value();
        if (registered == null || timestamp < registered) {
            return false;
        }
        next.clear();
        return true;
    }

    void clear() {
        next.clear();
    }
}
