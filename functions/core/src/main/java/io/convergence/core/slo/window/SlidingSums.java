package io.convergence.core.slo.window;

import java.util.Arrays;

/**
 * Moves the sums of a generation over time: what enters a window is added, what leaves it is subtracted, so that a step
 * costs the number of windows and not what they hold. A step is undone the same way, which is how late events find
 * their place in sums that were past them. Not thread-safe.
 */
public final class SlidingSums {
    /*
     * Stream slicing with subtraction in place of a merge per window (Li et al., "No Pane, No Gain", SIGMOD Record
     * 34 (1), 2005), which integers allow. A window longer than six hours moves its left edge by coarser buckets, which
     * are made of fine ones when their hour ends; its right edge moves by slices like that of all others.
     */
    private final GenerationCounts counts;
    private final WindowPlan plan;
    private final Buckets buckets;

    /** Moves the sums of a generation by a plan. */
    public SlidingSums(GenerationCounts counts, WindowPlan plan, ChunkMemory memory) {
        this.counts = counts;
        this.plan = plan;
        this.buckets = new Buckets(counts.generation(), memory);
    }

    /**
     * Makes the sums ready to be moved: begins them before the first slice, and fits them to a plan that has changed.
     *
     * @param boundary the slice boundary to begin at, if nothing was summed yet
     */
    public void prepare(long boundary) {
        if (counts.through() == GenerationCounts.NEVER) {
            counts.through(boundary);
            counts.rolledThrough(hourOf(boundary));
            counts.foldedThrough(boundary);
        }
        if (!Arrays.equals(counts.windows(), plan.windows())) {
            refit();
        }
        if (plan.isCalendar() && counts.periodStart() == GenerationCounts.NEVER) {
            counts.period(plan.spanBefore(counts.through()).start(), Cell.EMPTY, Cell.EMPTY);
        }
    }

    /** The bucket of a slice. */
    public Cell slice(long start) {
        return buckets.get(plan.sliceMillis(), start);
    }

    /** Sets the bucket of a slice that no sum holds yet. */
    public void close(long start, Cell cell) {
        if (!cell.equals(slice(start))) {
            buckets.set(plan.sliceMillis(), start, cell);
        }
        if (cell.observed() > 0 && (counts.firstSlice() == GenerationCounts.NEVER || start < counts.firstSlice())) {
            counts.firstSlice(start);
        }
    }

    /** Sets the bucket of a slice while the sums end before it, though they had been past it. */
    public void restate(long start, Cell cell) {
        Cell delta = cell.minus(slice(start));
        close(start, cell);
        if (start < counts.rolledThrough()) {
            for (long level : plan.levels()) {
                if (level != plan.sliceMillis()) {
                    buckets.add(level, Math.floorDiv(start, level) * level, delta);
                }
            }
        }
    }

    /** Moves the sums on to end at a later slice boundary; only the last slice before it may hold anything new. */
    public void forward(long boundary) {
        rollUp(boundary);
        long entering = boundary - plan.sliceMillis();
        Cell entered = slice(entering);
        Cell[] sums = counts.sums();
        for (int i = 0; i < sums.length; i++) {
            Cell sum = sums[i];
            if (!sum.isEmpty()) {
                sum = sum.minus(left(plan.window(i), counts.through(), boundary));
            }
            sums[i] = sum.plus(entered);
        }
        turnPeriod(boundary, entered);
        long before = counts.through();
        counts.through(boundary);
        expire(before, boundary);
    }

    /** Moves the sums one slice back. */
    public void back() {
        long boundary = counts.through() - plan.sliceMillis();
        Cell entered = slice(boundary);
        Cell[] sums = counts.sums();
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sums[i].minus(entered).plus(left(plan.window(i), boundary, counts.through()));
        }
        if (plan.isCalendar()) {
            long start = plan.spanBefore(boundary).start();
            if (start == counts.periodStart()) {
                counts.period(start, counts.period().minus(entered), counts.periodBefore());
            } else {
                counts.period(start, counts.periodBefore(), Cell.EMPTY);
            }
        }
        counts.through(boundary);
    }

    /** What a window holds that is summed. */
    public Cell sum(long windowMillis) {
        int index = plan.indexOf(windowMillis);
        return index < 0 ? Cell.EMPTY : counts.sums()[index];
    }

    /** What the period holds. */
    public Cell period() {
        return plan.isCalendar() ? counts.period() : sum(plan.periodMillis());
    }

    /** What the buckets of a length that start in {@code [from, to)} hold, one by one. */
    public Cell[] range(long bucketMillis, long from, long to) {
        Cell[] cells = new Cell[(int) ((to - from) / bucketMillis)];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = buckets.get(bucketMillis, from + i * bucketMillis);
        }
        return cells;
    }

    /** Remembers what was changed. */
    public void flush() {
        buckets.flush();
    }

    /** What leaves a window whose end moves on. */
    private Cell left(long window, long from, long to) {
        long bucket = plan.bucketOf(window);
        long end = plan.leftEdge(window, to);
        Cell left = Cell.EMPTY;
        for (long start = plan.leftEdge(window, from); start < end; start += bucket) {
            left = left.plus(buckets.get(bucket, start));
        }
        return left;
    }

    private void turnPeriod(long boundary, Cell entered) {
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

    private void rollUp(long boundary) {
        if (plan.levels().size() > 1) {
            long entering = hourOf(boundary - plan.sliceMillis());
            long hour = counts.rolledThrough();
            for (;
                    hour < counts.through() && hour + WindowPlan.HOUR_MILLIS <= boundary;
                    hour += WindowPlan.HOUR_MILLIS) {
                rollUpHour(hour);
            }
            if (entering >= hour && entering + WindowPlan.HOUR_MILLIS <= boundary) {
                rollUpHour(entering);
            }
            counts.rolledThrough(Math.max(counts.rolledThrough(), hourOf(boundary)));
        }
    }

    private void rollUpHour(long hour) {
        for (long start = hour; start < hour + WindowPlan.HOUR_MILLIS; start += plan.sliceMillis()) {
            Cell cell = slice(start);
            for (long level : plan.levels()) {
                if (level != plan.sliceMillis()) {
                    buckets.add(level, Math.floorDiv(start, level) * level, cell);
                }
            }
        }
    }

    private void expire(long before, long boundary) {
        for (long level : plan.levels()) {
            long length = level * Chunk.BUCKETS;
            long from = Math.floorDiv(before - plan.retention(level), length) * length;
            long to = Math.floorDiv(boundary - plan.retention(level), length) * length;
            if (from < to) {
                buckets.remove(level, from, Math.min(to, before + 1));
            }
        }
    }

    /** Sums windows that are new from the buckets there are. */
    private void refit() {
        long[] windows = plan.windows();
        Cell[] sums = new Cell[windows.length];
        if (counts.firstSlice() == GenerationCounts.NEVER) {
            // No bucket was ever set: looking for them would be most of what a new group costs.
            Arrays.fill(sums, Cell.EMPTY);
            counts.windows(windows, sums);
            return;
        }
        for (int i = 0; i < windows.length; i++) {
            int known = Arrays.binarySearch(counts.windows(), windows[i]);
            sums[i] = known >= 0 ? counts.sums()[known] : total(windows[i]);
        }
        counts.windows(windows, sums);
    }

    private Cell total(long window) {
        long bucket = plan.bucketOf(window);
        long coarse = Math.max(plan.leftEdge(window, counts.through()), counts.rolledThrough());
        Cell total = Cell.EMPTY;
        for (long start = plan.leftEdge(window, counts.through()); start < coarse; start += bucket) {
            total = total.plus(buckets.get(bucket, start));
        }
        for (long start = coarse; start < counts.through(); start += plan.sliceMillis()) {
            total = total.plus(slice(start));
        }
        return total;
    }

    private static long hourOf(long time) {
        return Math.floorDiv(time, WindowPlan.HOUR_MILLIS) * WindowPlan.HOUR_MILLIS;
    }
}
