package io.convergence.flink.converge;

import io.convergence.core.convergence.HostMemory;
import io.convergence.core.convergence.HostWindow;
import io.convergence.core.convergence.Schedule;
import io.convergence.core.convergence.SkippedBoundaries;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.Stagger;
import io.convergence.flink.timer.KeyTimers;
import org.apache.flink.streaming.api.TimerService;

/** The timers of hosts, which are set when the hosts are stored: in memory for cached hosts, in the state for others. */
final class HostTimers {
    private final SkippedBoundaries skipped;
    private final Schedule schedule;
    private final Stagger stagger;
    private final HostWindows windows;
    private final KeyTimers<HostKey> cached;

    HostTimers(SkippedBoundaries skipped, Stagger stagger, HostWindows windows, KeyTimers<HostKey> cached) {
        this.skipped = skipped;
        this.schedule = skipped.schedule();
        this.stagger = stagger;
        this.windows = windows;
        this.cached = cached;
    }

    /** Stores the window of the current key after new data has arrived, which may let a boundary be evaluated at once. */
    void arrived(HostWindow host, HostMemory memory, TimerService time) throws Exception {
        long passed = stagger.lastPassed(host.key(), time.currentWatermark());
        store(host, skipped.evaluate(host, memory, passed), time);
    }

    /** Stores the window of the current key after an evaluation. */
    void evaluated(HostWindow host, TimerService time) throws Exception {
        store(host, schedule.beforeTimer(host), time);
    }

    /** Sets the timer of the current key for the boundary that it is scheduled for; no effect without one. */
    void set(HostWindow host, TimerService time) {
        if (host.scheduledFor() == Long.MAX_VALUE) {
            return;
        }
        long dueAt = stagger.dueAt(host.key(), schedule.due(host));
        if (windows.isCached(host.key())) {
            cached.set(host.key(), dueAt);
        } else {
            time.registerEventTimeTimer(dueAt);
        }
    }

    /**
     * Stores the window of the current key, and sets its timer when it is due earlier than before or when it entered or left
     * the cache.
     *
     * @param next the next boundary to evaluate where it is before that of the timer, otherwise {@link Long#MAX_VALUE}
     */
    private void store(HostWindow host, long next, TimerService time) throws Exception {
        if (next != Long.MAX_VALUE) {
            host.scheduledFor(next);
        }
        boolean wasCached = windows.isCached(host.key());
        windows.put(host);
        if (next != Long.MAX_VALUE || windows.isCached(host.key()) != wasCached) {
            set(host, time);
        }
    }
}
