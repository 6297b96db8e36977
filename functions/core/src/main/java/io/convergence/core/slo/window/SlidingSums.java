package io.convergence.core.slo.window;

/**
 * Running window sums of one generation, moved forward or back by one slice at a time. Moving forward adds the bucket
 * that enters a window and subtracts those that leave it, so that a step costs the number of windows and not their
 * length. Moving back undoes a step, so that late events can be counted in their own slice. Not thread-safe.
 */
public final class SlidingSums {
    /*
     * Stream slicing with subtraction in place of a merge per window (Li et al., "No Pane, No Gain", SIGMOD Record
     * 34 (1), 2005), which integers allow. A window of more than six hours moves its left edge by coarse buckets,
     * which are made of fine ones when their hour ends; its right edge moves by slices like that of all others.
     */
    private final GenerationCounts counts;
    private final WindowPlan plan;
    private final BucketCache buckets;
    private final BucketRollUp rollUp;
    private final BucketRetention retention;

    /** Sums of a generation's counts, whose buckets are in a memory. */
    public SlidingSums(GenerationCounts counts, WindowPlan plan, BucketMemory memory) {
        this.counts = counts;
        this.plan = plan;
        this.buckets = new BucketCache(counts.generation(), memory);
        this.rollUp = new BucketRollUp(counts, plan, buckets);
        this.retention = new BucketRetention(plan);
    }

    /**
     * Initialises the sums before the first slice, and adds up from buckets what an edited plan needs.
     *
     * @param boundary the slice boundary at which empty sums begin
     * @return whether earlier events are counted in other windows or another period than before
     */
    public boolean prepare(long boundary) {
        if (counts.through() == GenerationCounts.NEVER) {
            counts.through(boundary);
            counts.rolledThrough(plan.hourOf(boundary));
            counts.foldedThrough(boundary);
        }
        return new PlanChange(counts, plan, buckets).adopt();
    }

    /** The counts of the slice that starts at an instant. */
    public BucketCounts slice(long start) {
        return buckets.get(plan.sliceMillis(), start);
    }

    /** Sets the counts of a slice that no sum contains yet. */
    public void close(long start, BucketCounts slice) {
        if (!slice.equals(slice(start))) {
            buckets.set(plan.sliceMillis(), start, slice);
        }
        if (slice.observed() > 0 && (counts.firstSlice() == GenerationCounts.NEVER || start < counts.firstSlice())) {
            counts.firstSlice(start);
        }
    }

    /** Changes the counts of a slice that was closed before; the sums must have been moved back to end before it. */
    public void restate(long start, BucketCounts slice) {
        BucketCounts delta = slice.minus(slice(start));
        close(start, slice);
        rollUp.restate(start, delta);
    }

    /** Moves the end of all sums forward to a slice boundary. Slices between, but for the last, must be unchanged. */
    public void forward(long boundary) {
        rollUp.rollUpTo(boundary);
        BucketCounts entered = slice(boundary - plan.sliceMillis());
        BucketCounts[] sums = counts.sums();
        for (int i = 0; i < sums.length; i++) {
            BucketCounts sum = sums[i];
            if (!sum.isEmpty()) {
                sum = sum.minus(leaving(plan.window(i), counts.through(), boundary));
            }
            sums[i] = sum.plus(entered);
        }
        movePeriod(boundary, entered);
        long before = counts.through();
        counts.through(boundary);
        expire(before, boundary);
    }

    /** Moves the end of all sums back by one slice. */
    public void back() {
        long boundary = counts.through() - plan.sliceMillis();
        BucketCounts entered = slice(boundary);
        BucketCounts[] sums = counts.sums();
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sums[i].minus(entered).plus(leaving(plan.window(i), boundary, counts.through()));
        }
        if (plan.isCalendar()) {
            long start = plan.spanBefore(boundary).start();
            if (start == counts.periodStart()) {
                counts.period(start, counts.period().minus(entered), counts.periodBefore());
            } else {
                counts.period(start, counts.periodBefore(), BucketCounts.EMPTY);
            }
        }
        counts.through(boundary);
    }

    /** The counts of a window of the plan; empty for a window that is not summed. */
    public BucketCounts sum(long windowMillis) {
        int index = plan.indexOf(windowMillis);
        return index < 0 ? BucketCounts.EMPTY : counts.sums()[index];
    }

    /** The counts of the period up to the end of the sums. */
    public BucketCounts period() {
        return plan.isCalendar() ? counts.period() : sum(plan.periodMillis());
    }

    /** The counts of each bucket of a length that starts in {@code [from, to)}, earliest first. */
    public BucketCounts[] range(long bucketMillis, long from, long to) {
        BucketCounts[] range = new BucketCounts[(int) ((to - from) / bucketMillis)];
        for (int i = 0; i < range.length; i++) {
            range[i] = buckets.get(bucketMillis, from + i * bucketMillis);
        }
        return range;
    }

    /** Writes changed buckets to memory. */
    public void flush() {
        buckets.flush();
    }

    /** The counts of the buckets that leave a window when its end moves from one boundary to a later one. */
    private BucketCounts leaving(long window, long from, long to) {
        long bucket = plan.bucketOf(window);
        long end = plan.leftEdge(window, to);
        BucketCounts leaving = BucketCounts.EMPTY;
        for (long start = plan.leftEdge(window, from); start < end; start += bucket) {
            leaving = leaving.plus(buckets.get(bucket, start));
        }
        return leaving;
    }

    private void movePeriod(long boundary, BucketCounts entered) {
        if (!plan.isCalendar()) {
            return;
        }
        long start = plan.spanBefore(boundary).start();
        if (start == counts.periodStart()) {
            counts.period(start, counts.period().plus(entered), counts.periodBefore());
        } else {
            counts.period(start, entered, counts.period());
        }
    }

    /** Removes chunks whose buckets are all older than any window and any late event needs. */
    private void expire(long before, long boundary) {
        for (long level : plan.levels()) {
            long length = level * BucketChunk.BUCKETS;
            long from = Math.floorDiv(before - retention.of(level), length) * length;
            long to = Math.floorDiv(boundary - retention.of(level), length) * length;
            if (from < to) {
                buckets.remove(level, from, Math.min(to, before + 1));
                if (level == plan.coarsest()) {
                    counts.span(
                            counts.span().withStoredFrom(Math.max(counts.span().storedFrom(), to)));
                }
            }
        }
    }
}
