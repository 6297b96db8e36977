package io.convergence.core.slo.definition;

import io.convergence.core.window.Phase;
import java.io.Serializable;

/**
 * Schedule of the evaluations of a budget. A minute boundary is evaluated once the watermark has passed it by the stagger,
 * which lets the verdicts of that boundary arrive, plus a phase that depends on the budget, so that not all budgets are
 * evaluated at once. The boundary itself stays aligned to the minute. The budget of the groups beyond the bound has the
 * last phase: events that are on time for their own group are on time for it as well. So have the alerts of an objective
 * about all its groups, which need the evaluations of all of them.
 *
 * @param staggerMillis delay after a boundary, 0 or more
 */
public record MinuteSchedule(long staggerMillis) implements Serializable {
    /** Length of a minute, in milliseconds. */
    public static final long MINUTE_MILLIS = 60_000;

    /** Span over which the phases of budgets are spread. */
    private static final long SPREAD_MILLIS = 5_000;

    /** The last boundary at or before an instant. */
    public static long floor(long time) {
        return Math.floorDiv(time, MINUTE_MILLIS) * MINUTE_MILLIS;
    }

    /** Watermark at which a boundary of a budget is evaluated. */
    public long dueAt(GroupKey key, long boundary) {
        return boundary - 1 + staggerMillis + phase(key);
    }

    /** Last boundary of a budget that is evaluated at a watermark; {@link Long#MIN_VALUE} for a negative watermark. */
    public long lastPassed(GroupKey key, long watermark) {
        return watermark < 0 ? Long.MIN_VALUE : floor(watermark + 1 - staggerMillis - phase(key));
    }

    /** Last minute boundary that may be evaluated for any budget at a watermark. */
    public long closedBefore(long watermark) {
        return watermark == Long.MAX_VALUE ? Long.MAX_VALUE : floor(watermark + 1 - staggerMillis);
    }

    private static long phase(GroupKey key) {
        return key.isOther() || key.isAllGroups() ? SPREAD_MILLIS : Phase.of(key.hashCode(), SPREAD_MILLIS);
    }
}
