package io.convergence.core.slo.window;

import io.convergence.core.slo.budget.Span;
import io.convergence.core.slo.result.ReportKind;
import java.util.Arrays;

/**
 * Adoption of the windows and the calendar of an edited objective whose generation stays the same: what they need is added up
 * from the buckets that exist. Not thread-safe.
 */
final class PlanChange {
    private final GenerationCounts counts;
    private final WindowPlan plan;
    private final BucketCache buckets;
    private final BucketRetention retention;

    PlanChange(GenerationCounts counts, WindowPlan plan, BucketCache buckets) {
        this.counts = counts;
        this.plan = plan;
        this.buckets = buckets;
        this.retention = new BucketRetention(plan);
    }

    /** Adopts the plan. Returns whether earlier events are counted in other windows or another period than before. */
    boolean adopt() {
        if (counts.span().calendar() == CountedSpan.UNKNOWN_CALENDAR) {
            adoptVersion2();
        }
        boolean hasWindows = Arrays.equals(counts.windows(), plan.windows());
        boolean hasCalendar = counts.span().calendar() == plan.calendarNumber();
        if (hasWindows && hasCalendar) {
            return false;
        }
        // Without an event no bucket was ever set. Reading buckets would be most of what a new group costs.
        boolean isNew = counts.firstSlice() == GenerationCounts.NEVER;
        if (!hasWindows) {
            adoptWindows(isNew);
        }
        if (!hasCalendar) {
            adoptCalendar(isNew);
        }
        if (isNew) {
            return false;
        }
        if (!hasCalendar || !plan.isCalendar()) {
            counts.span(counts.span().withCountedFrom(counts.span().storedFrom()));
        }
        removeOld();
        return true;
    }

    /** Derives what versions 1 and 2 of the state lack: since when buckets are stored, and the calendar of the period. */
    private void adoptVersion2() {
        long kept = retention.of(plan.coarsest(), counts.windows());
        counts.span(counts.span().withStoredFrom(BucketCache.chunkStart(plan.coarsest(), counts.through() - kept)));
        boolean isSame = plan.isCalendar()
                ? counts.periodStart() == plan.spanBefore(counts.through()).start()
                : counts.periodStart() == GenerationCounts.NEVER;
        if (isSame) {
            counts.span(counts.span().withCalendar(plan.calendarNumber()));
        }
    }

    /** Keeps the sums of known windows. */
    private void adoptWindows(boolean isNew) {
        long[] windows = plan.windows();
        BucketCounts[] sums = new BucketCounts[windows.length];
        for (int i = 0; i < windows.length; i++) {
            int known = Arrays.binarySearch(counts.windows(), windows[i]);
            if (known >= 0) {
                sums[i] = counts.sums()[known];
            } else {
                sums[i] =
                        isNew ? BucketCounts.EMPTY : sum(plan.leftEdge(windows[i], counts.through()), counts.through());
            }
        }
        counts.windows(windows, sums);
    }

    /** Drops the unfinished report of the former calendar, and has none until a whole period of the new one has begun. */
    private void adoptCalendar(boolean isNew) {
        long reportsFrom = Long.MAX_VALUE;
        if (plan.isCalendar()) {
            Span current = plan.spanBefore(counts.through());
            Span before = plan.spanBefore(current.start());
            counts.period(
                    current.start(),
                    isNew ? BucketCounts.EMPTY : sum(current.start(), counts.through()),
                    isNew ? BucketCounts.EMPTY : sum(before.start(), current.start()));
            reportsFrom = current.end();
        } else {
            counts.period(GenerationCounts.NEVER, BucketCounts.EMPTY, BucketCounts.EMPTY);
        }
        counts.span(counts.span().withCalendar(plan.calendarNumber()));
        if (!isNew) {
            counts.span(counts.span().withReportsFrom(reportsFrom));
            if (counts.openReportEnds()[ReportKind.PERIOD.place()] > counts.through()) {
                counts.openReportEnds()[ReportKind.PERIOD.place()] = GenerationCounts.NEVER;
            }
        }
    }

    /** Removes the chunks that only a longer window or period needed: no later step would find them. */
    private void removeOld() {
        for (long level : plan.levels()) {
            long from = BucketCache.chunkStart(level, counts.through() - retention.of(level));
            buckets.removeBefore(level, from);
            if (level == plan.coarsest()) {
                counts.span(counts.span().withStoredFrom(Math.max(counts.span().storedFrom(), from)));
            }
        }
    }

    /** The counts of {@code [from, to)}, from the longest buckets that fit. */
    private BucketCounts sum(long from, long to) {
        BucketCounts sum = BucketCounts.EMPTY;
        long length;
        for (long start = from; start < to; start += length) {
            length = longest(start, Math.min(to, counts.rolledThrough()));
            sum = sum.plus(buckets.get(length, start));
        }
        return sum;
    }

    /** Length of the longest bucket that starts at an instant and ends at a limit or before; otherwise that of a slice. */
    private long longest(long start, long limit) {
        long longest = plan.sliceMillis();
        for (long level : plan.levels()) {
            if (plan.bucketStart(level, start) == start && start + level <= limit) {
                longest = level;
            }
        }
        return longest;
    }
}
