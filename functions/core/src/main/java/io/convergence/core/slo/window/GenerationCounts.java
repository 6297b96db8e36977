package io.convergence.core.slo.window;

import io.convergence.core.slo.result.ReportKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is remembered of a budget's generation in one piece: its running sums. Mutable, not thread-safe. */
public final class GenerationCounts {
    /** No instant. */
    public static final long NEVER = Long.MIN_VALUE;

    private final long generation;
    private long firstSlice = NEVER;
    private long through = NEVER;
    private long rolledThrough = NEVER;
    private long foldedThrough = NEVER;
    private long[] windows = {};
    private Cell[] sums = {};
    private long periodStart = NEVER;
    private Cell period = Cell.EMPTY;
    private Cell periodBefore = Cell.EMPTY;
    private int revision;
    private int targetPpm = -1;
    private long[] tallyEnds = new long[ReportKind.values().length];
    private List<RecentMinute> recent = new ArrayList<>();

    /** A generation of which nothing is known. */
    public GenerationCounts(long generation) {
        this.generation = generation;
        Arrays.fill(tallyEnds, NEVER);
    }

    /** Generation of the SLI. */
    public long generation() {
        return generation;
    }

    /** The start of the first slice with an event, or {@link #NEVER}. */
    public long firstSlice() {
        return firstSlice;
    }

    /** Sets the first slice with an event. */
    public void firstSlice(long start) {
        firstSlice = start;
    }

    /** The slice boundary that the sums end at, or {@link #NEVER}. */
    public long through() {
        return through;
    }

    /** Sets the boundary that the sums end at. */
    public void through(long boundary) {
        through = boundary;
    }

    /** The hour up to which coarse buckets are made of fine ones, or {@link #NEVER}. */
    public long rolledThrough() {
        return rolledThrough;
    }

    /** Sets the hour up to which coarse buckets are made. */
    public void rolledThrough(long hour) {
        rolledThrough = hour;
    }

    /** The slice boundary up to which minutes are final and part of reports, or {@link #NEVER}. */
    public long foldedThrough() {
        return foldedThrough;
    }

    /** Sets the boundary up to which minutes are final. */
    public void foldedThrough(long boundary) {
        foldedThrough = boundary;
    }

    /** Lengths of the windows that are summed, ascending. */
    public long[] windows() {
        return windows;
    }

    /** The sums of the windows. */
    public Cell[] sums() {
        return sums;
    }

    /** Replaces the windows and their sums. */
    public void windows(long[] lengths, Cell[] held) {
        windows = lengths;
        sums = held;
    }

    /** Start of the current period of the calendar, or {@link #NEVER}. */
    public long periodStart() {
        return periodStart;
    }

    /** What the current period of the calendar holds. */
    public Cell period() {
        return period;
    }

    /** What the period before it held. */
    public Cell periodBefore() {
        return periodBefore;
    }

    /** Replaces what is known of the periods of the calendar. */
    public void period(long start, Cell current, Cell before) {
        periodStart = start;
        period = current;
        periodBefore = before;
    }

    /** How often snapshots were restated or the target changed. */
    public int revision() {
        return revision;
    }

    /** Sets the revision. */
    public void revision(int value) {
        revision = value;
    }

    /** The target of the last snapshot, parts per million; -1 before any. */
    public int targetPpm() {
        return targetPpm;
    }

    /** Sets the target of the last snapshot. */
    public void targetPpm(int value) {
        targetPpm = value;
    }

    /** The end of the open span of each kind of report, by its place; {@link #NEVER} without one. */
    public long[] tallyEnds() {
        return tallyEnds;
    }

    /** Replaces the ends of the open spans. */
    public void tallyEnds(long[] ends) {
        tallyEnds = ends;
    }

    /** The boundaries evaluated that are not final, ascending. */
    public List<RecentMinute> recent() {
        return recent;
    }

    /** Replaces the boundaries that are not final. */
    public void recent(List<RecentMinute> held) {
        recent = held;
    }
}
