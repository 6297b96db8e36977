package io.convergence.core.slo.definition;

import io.convergence.core.window.Phase;
import java.io.Serializable;

/**
 * When the minutes of a budget are evaluated: once event time has passed the boundary and the stagger, within which the
 * verdicts of the boundary come, and a phase of the budget's own, so that not all budgets are due at once. The boundary
 * evaluated stays aligned.
 *
 * @param staggerMillis 0 or more
 */
public record MinuteSchedule(long staggerMillis) implements Serializable {
    /** Length of a minute. */
    public static final long MINUTE_MILLIS = 60_000;

    /** Over how long the budgets of a minute are spread. */
    private static final long SPREAD_MILLIS = 5_000;

    /** The last boundary at or before an instant. */
    public static long floor(long time) {
        return Math.floorDiv(time, MINUTE_MILLIS) * MINUTE_MILLIS;
    }

    /** The watermark that lets a budget's boundary be evaluated. */
    public long dueAt(GroupKey key, long boundary) {
        return boundary - 1 + staggerMillis + phase(key);
    }

    /** The last boundary of a budget that a watermark has passed, or {@link Long#MIN_VALUE} before any event. */
    public long lastPassed(GroupKey key, long watermark) {
        return watermark < 0 ? Long.MIN_VALUE : floor(watermark + 1 - staggerMillis - phase(key));
    }

    /** The instant such that minutes that end at or before it may be due at a watermark. */
    public long closedBefore(long watermark) {
        return watermark == Long.MAX_VALUE ? Long.MAX_VALUE : floor(watermark + 1 - staggerMillis);
    }

    private static long phase(GroupKey key) {
        return Phase.of(key.hashCode(), SPREAD_MILLIS);
    }
}
