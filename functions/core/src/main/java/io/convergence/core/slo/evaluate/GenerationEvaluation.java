package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.result.SloStatus;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.HourBurn;
import io.convergence.core.slo.window.RecentMinute;
import io.convergence.core.slo.window.SlidingSums;
import io.convergence.core.slo.window.WindowPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evaluation of one generation of a budget at a minute boundary. Late events move the sums back to their slice and
 * forward again; the snapshots of the boundaries between are written again with a higher revision. Not thread-safe.
 */
final class GenerationEvaluation {
    private static final long MINUTE = MinuteSchedule.MINUTE_MILLIS;

    private final WindowPlan plan;
    private final GenerationCounts counts;
    private final GroupMemory memory;
    private final SliceRule slices;
    private final SlidingSums sums;
    private final SliceAdvance advance;
    private final WindowReader reader;
    private final SnapshotRule snapshots;
    private final SortedMap<Long, BucketCounts> lateChanges = new TreeMap<>();

    GenerationEvaluation(GroupKey key, WindowPlan plan, GenerationCounts counts, GroupMemory memory, SloRules rules) {
        this.plan = plan;
        this.counts = counts;
        this.memory = memory;
        this.slices = new SliceRule(plan.definition(), rules.jointMinViews());
        this.sums = new SlidingSums(counts, plan, memory);
        this.advance = new SliceAdvance(plan, counts, memory, slices, sums);
        this.reader = new WindowReader(plan, counts, slices, sums, rules);
        this.snapshots = new SnapshotRule(key, plan, counts, sums, reader, rules);
    }

    /**
     * Evaluates a boundary.
     *
     * @param late late events of earlier minutes that count from this boundary on
     * @return the snapshots to write, restated ones first, ascending
     */
    List<SloSnapshot> evaluate(long boundary, List<LatePartial> late) {
        List<SloSnapshot> written = new ArrayList<>();
        boolean replanned = sums.prepare(plan.sliceOf(boundary - MINUTE));
        if (replanned && counts.openReportEnds()[ReportKind.PERIOD.place()] == GenerationCounts.NEVER) {
            memory.removeOpenReport(counts.generation(), ReportKind.PERIOD);
        }
        int targetPpm = plan.definition().targetPpm();
        boolean edited = replanned || (counts.targetPpm() != -1 && counts.targetPpm() != targetPpm);
        if (edited) {
            counts.revision(counts.revision() + 1);
        }
        counts.targetPpm(targetPpm);
        if (!late.isEmpty()) {
            restate(boundary, late, written);
        }
        step(boundary, edited, written);
        return written;
    }

    WindowReader reader() {
        return reader;
    }

    SnapshotRule snapshots() {
        return snapshots;
    }

    SlidingSums sums() {
        return sums;
    }

    SliceRule slices() {
        return slices;
    }

    /** By how much late events changed the counts of each slice at this boundary, by start of the slice. */
    SortedMap<Long, BucketCounts> lateChanges() {
        return lateChanges;
    }

    /** Whether a window of at most six hours holds anything, so that heartbeat snapshots go on. */
    boolean isActive() {
        long[] windows = counts.windows();
        for (int i = 0; i < windows.length && windows[i] <= SloRules.ACTIVE_MILLIS; i++) {
            if (!counts.sums()[i].isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether slices without an event go on to count by the no-data policy. */
    boolean fillsGaps() {
        return advance.fillsGaps();
    }

    private void restate(long boundary, List<LatePartial> late, List<SloSnapshot> written) {
        SortedMap<Long, BucketCounts> touched = new TreeMap<>();
        for (LatePartial partial : late) {
            MinuteCounts stored = memory.minute(counts.generation(), partial.minute());
            MinuteCounts all = stored == null ? MinuteCounts.empty() : stored;
            all.merge(partial.counts());
            memory.putMinute(counts.generation(), partial.minute(), all);
            touched.put(plan.sliceOf(partial.minute()), BucketCounts.EMPTY);
        }
        long from = touched.firstKey();
        if (from + plan.sliceMillis() > boundary) {
            return;
        }
        boolean isRestated = from < counts.through();
        while (counts.through() > from) {
            sums.back();
        }
        counts.foldedThrough(Math.min(counts.foldedThrough(), from));
        if (from > counts.through()) {
            advance.advanceTo(from);
        }
        for (long slice : touched.keySet()) {
            BucketCounts before = sums.slice(slice);
            BucketCounts after = advance.count(slice);
            sums.restate(slice, after);
            lateChanges.put(slice, after.minus(before));
        }
        counts.revision(counts.revision() + (isRestated ? 1 : 0));
        long first = earliest(late) + MINUTE;
        Set<Long> writtenBefore = dropRecentFrom(first);
        for (long minute = first; minute < boundary; minute += MINUTE) {
            step(minute, writtenBefore.contains(minute), written);
        }
    }

    /** Drops the recent boundaries from one on, and returns those for which a snapshot was written. */
    private Set<Long> dropRecentFrom(long first) {
        Set<Long> writtenBefore = new HashSet<>();
        counts.recent().removeIf(recent -> {
            long boundary = recent.hour().boundary();
            if (boundary >= first && recent.snapshotWritten()) {
                writtenBefore.add(boundary);
            }
            return boundary >= first;
        });
        return writtenBefore;
    }

    private static long earliest(List<LatePartial> late) {
        return late.stream().mapToLong(LatePartial::minute).min().orElseThrow();
    }

    /**
     * Advances to a boundary and writes its snapshot if any count changed or a heartbeat is due.
     *
     * @param always whether to write a snapshot even if no count changed
     */
    private void step(long boundary, boolean always, List<SloSnapshot> written) {
        BucketCounts[] before = counts.sums().clone();
        BucketCounts periodBefore = counts.period();
        advance.advanceTo(plan.sliceOf(boundary));
        SloStatus status = snapshots.status();
        boolean changed = always || !periodBefore.equals(counts.period()) || !Arrays.equals(before, counts.sums());
        boolean heartbeat = boundary % SloRules.HEARTBEAT_MILLIS == 0 && isActive();
        WindowCounts hour = reader.window(WindowPlan.HOUR_MILLIS);
        long rollOffAt =
                hour.bad() == 0 ? GenerationCounts.NEVER : snapshots.rollOffAt(boundary, status, lastRollOff());
        if (changed || heartbeat) {
            written.add(snapshots.snapshot(boundary, status, rollOffAt));
        }
        // An empty hour is recorded too, because its missing forecast must replace that of the boundary before.
        counts.recent()
                .add(new RecentMinute(
                        new HourBurn(boundary, hour.bad(), hour.total()), rollOffAt, changed || heartbeat));
    }

    private long lastRollOff() {
        List<RecentMinute> recent = counts.recent();
        return recent.isEmpty()
                ? GenerationCounts.NEVER
                : recent.get(recent.size() - 1).rollOffAt();
    }
}
