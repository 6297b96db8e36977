package io.convergence.core.slo.window;

/**
 * How long after their start the buckets of an objective are kept. Those of a calendar period are kept for that long too,
 * though no sum needs them, so that another calendar can be summed from them.
 *
 * @param plan windows of the objective
 */
record BucketRetention(WindowPlan plan) {
    /** The longest calendar period for which buckets are kept. */
    private static final long LONGEST_CALENDAR_MILLIS = 90 * 24 * WindowPlan.HOUR_MILLIS;

    /** By how much a month or a quarter can be longer than its nominal length, and some. */
    private static final long CALENDAR_SLACK_MILLIS = 72 * WindowPlan.HOUR_MILLIS;

    /** How long buckets are kept after they have left every window, so that late events can still be counted. */
    private static final long SLACK_MILLIS = WindowPlan.HOUR_MILLIS;

    /** The retention of buckets of a length, milliseconds. */
    long of(long bucketMillis) {
        long retention = of(bucketMillis, plan.windows());
        if (bucketMillis != plan.coarsest() || !plan.isCalendar()) {
            return retention;
        }
        long period = Math.min(plan.periodMillis(), LONGEST_CALENDAR_MILLIS) + CALENDAR_SLACK_MILLIS;
        return Math.max(retention, period + bucketMillis + SLACK_MILLIS);
    }

    /** The retention of buckets of a length that some windows alone need, milliseconds. */
    long of(long bucketMillis, long[] windows) {
        long longest =
                bucketMillis == plan.sliceMillis() ? WindowPlan.LONGEST_FINE_MILLIS : WindowPlan.LONGEST_MIDDLE_MILLIS;
        for (long window : windows) {
            if (plan.bucketOf(window) == bucketMillis) {
                longest = Math.max(longest, window);
            }
        }
        return longest + bucketMillis + SLACK_MILLIS;
    }
}
