package io.convergence.core.slo.window;

import io.convergence.core.slo.result.ReportKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Running sums and progress of one generation of a budget, stored as one state value. Buckets, open minutes and open
 * reports are stored separately. Mutable, not thread-safe.
 */
public final class GenerationCounts {
    /** Stands for no instant. */
    public static final long NEVER = Long.MIN_VALUE;

    private final long generation;
    private long firstSlice = NEVER;
    private long through = NEVER;
    private long rolledThrough = NEVER;
    private long foldedThrough = NEVER;
    private long[] windows = {};
    private BucketCounts[] sums = {};
    private long periodStart = NEVER;
    private BucketCounts period = BucketCounts.EMPTY;
    private BucketCounts periodBefore = BucketCounts.EMPTY;
    private CountedSpan span = CountedSpan.NEW;
    private int revision;
    private int targetPpm = -1;
    private long[] openReportEnds = new long[ReportKind.values().length];
    private List<RecentMinute> recent = new ArrayList<>();

    /** Counts of a generation without any event. */
    public GenerationCounts(long generation) {
        this.generation = generation;
        Arrays.fill(openReportEnds, NEVER);
    }

    /** Generation of the SLI. */
    public long generation() {
        return generation;
    }

    /** Start of the first slice with an event, or {@link #NEVER}. */
    public long firstSlice() {
        return firstSlice;
    }

    /** Sets the start of the first slice with an event. */
    public void firstSlice(long start) {
        firstSlice = start;
    }

    /** The slice boundary at which all window sums end, exclusive, or {@link #NEVER} before the first evaluation. */
    public long through() {
        return through;
    }

    /** Sets the slice boundary at which all window sums end. */
    public void through(long boundary) {
        through = boundary;
    }

    /** The full hour up to which fine buckets are rolled up into coarse ones, or {@link #NEVER}. */
    public long rolledThrough() {
        return rolledThrough;
    }

    /** Sets the full hour up to which fine buckets are rolled up. */
    public void rolledThrough(long hour) {
        rolledThrough = hour;
    }

    /** The slice boundary up to which minutes are final and counted in reports, or {@link #NEVER}. */
    public long foldedThrough() {
        return foldedThrough;
    }

    /** Sets the slice boundary up to which minutes are final. */
    public void foldedThrough(long boundary) {
        foldedThrough = boundary;
    }

    /** Lengths of the summed windows in milliseconds, ascending. */
    public long[] windows() {
        return windows;
    }

    /** Sums of the windows, in the order of {@link #windows()}. */
    public BucketCounts[] sums() {
        return sums;
    }

    /** Replaces the windows and their sums; the arrays are not copied. */
    public void windows(long[] lengths, BucketCounts[] windowSums) {
        windows = lengths;
        sums = windowSums;
    }

    /** Start of the current calendar period, or {@link #NEVER}. */
    public long periodStart() {
        return periodStart;
    }

    /** Counts of the current calendar period up to {@link #through()}. */
    public BucketCounts period() {
        return period;
    }

    /** Counts of the whole calendar period before the current one. */
    public BucketCounts periodBefore() {
        return periodBefore;
    }

    /** Replaces the counts of the current and the previous calendar period. */
    public void period(long start, BucketCounts current, BucketCounts before) {
        periodStart = start;
        period = current;
        periodBefore = before;
    }

    /** Since when the counts are stored and complete. */
    public CountedSpan span() {
        return span;
    }

    /** Sets since when the counts are stored and complete. */
    public void span(CountedSpan value) {
        span = value;
    }

    /** The same counts under another generation number; arrays and lists are shared. */
    public GenerationCounts renumbered(long number) {
        GenerationCounts copy = new GenerationCounts(number);
        copy.firstSlice = firstSlice;
        copy.through = through;
        copy.rolledThrough = rolledThrough;
        copy.foldedThrough = foldedThrough;
        copy.windows = windows;
        copy.sums = sums;
        copy.periodStart = periodStart;
        copy.period = period;
        copy.periodBefore = periodBefore;
        copy.span = span;
        copy.revision = revision;
        copy.targetPpm = targetPpm;
        copy.openReportEnds = openReportEnds;
        copy.recent = recent;
        return copy;
    }

    /** Number of restatements and edits of the target, the windows or the period so far. */
    public int revision() {
        return revision;
    }

    /** Sets the revision. */
    public void revision(int value) {
        revision = value;
    }

    /** Target at the last evaluation, parts per million; -1 before any. */
    public int targetPpm() {
        return targetPpm;
    }

    /** Sets the target at the last evaluation. */
    public void targetPpm(int value) {
        targetPpm = value;
    }

    /** End of the open report of each kind, by {@link ReportKind#place()}; {@link #NEVER} when none is open. */
    public long[] openReportEnds() {
        return openReportEnds;
    }

    /** Replaces the ends of the open reports; the array is not copied. */
    public void openReportEnds(long[] ends) {
        openReportEnds = ends;
    }

    /** Evaluated boundaries that late events can still change, ascending. */
    public List<RecentMinute> recent() {
        return recent;
    }

    /** Replaces the evaluated boundaries that late events can still change; the list is not copied. */
    public void recent(List<RecentMinute> minutes) {
        recent = minutes;
    }
}
