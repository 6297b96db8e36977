package io.convergence.core.slo.window;

/**
 * Coarse buckets of one generation, made by adding up its finest buckets once their hour has ended. Windows of more
 * than six hours move their left edge by coarse buckets. Not thread-safe.
 */
final class BucketRollUp {
    private final GenerationCounts counts;
    private final WindowPlan plan;
    private final BucketCache buckets;

    BucketRollUp(GenerationCounts counts, WindowPlan plan, BucketCache buckets) {
        this.counts = counts;
        this.plan = plan;
        this.buckets = buckets;
    }

    /**
     * Rolls up every hour that has ended at a boundary. Only hours that can hold data are visited: those before the
     * sums' end, and the hour of the last slice before the boundary.
     */
    void rollUpTo(long boundary) {
        if (plan.levels().size() == 1) {
            return;
        }
        long entering = plan.hourOf(boundary - plan.sliceMillis());
        long hour = counts.rolledThrough();
        for (; hour < counts.through() && hour + WindowPlan.HOUR_MILLIS <= boundary; hour += WindowPlan.HOUR_MILLIS) {
            rollUpHour(hour);
        }
        if (entering >= hour && entering + WindowPlan.HOUR_MILLIS <= boundary) {
            rollUpHour(entering);
        }
        counts.rolledThrough(Math.max(counts.rolledThrough(), plan.hourOf(boundary)));
    }

    /** Adds the change of a fine bucket to the coarse buckets that contain it, if its hour is already rolled up. */
    void restate(long start, BucketCounts delta) {
        if (start < counts.rolledThrough()) {
            addToCoarse(start, delta);
        }
    }

    private void rollUpHour(long hour) {
        for (long start = hour; start < hour + WindowPlan.HOUR_MILLIS; start += plan.sliceMillis()) {
            addToCoarse(start, buckets.get(plan.sliceMillis(), start));
        }
    }

    private void addToCoarse(long start, BucketCounts delta) {
        for (long level : plan.levels()) {
            if (level != plan.sliceMillis()) {
                buckets.add(level, plan.bucketStart(level, start), delta);
            }
        }
    }
}
