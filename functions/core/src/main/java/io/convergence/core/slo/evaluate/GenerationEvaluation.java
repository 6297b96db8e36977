package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.result.SloStatus;
import io.convergence.core.slo.window.Cell;
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
 * One generation of a budget, minute by minute. Late events take the sums back to their minute and on again, and what
 * was said since is said anew with a higher revision.
 */
final class GenerationEvaluation {
    private static final long MINUTE = MinuteSchedule.MINUTE_MILLIS;

    private final WindowPlan plan;
    private final GenerationCounts counts;
    private final GroupMemory memory;
    private final SliceRule slices;
    private final SlidingSums sums;
    private final WindowReader reader;
    private final SnapshotRule snapshots;
    private final SortedMap<Long, Cell> lateCells = new TreeMap<>();

    GenerationEvaluation(GroupKey key, WindowPlan plan, GenerationCounts counts, GroupMemory memory, SloRules rules) {
        this.plan = plan;
        this.counts = counts;
        this.memory = memory;
        this.slices = new SliceRule(plan.definition(), rules.jointMinViews());
        this.sums = new SlidingSums(counts, plan, memory);
        this.reader = new WindowReader(plan, counts, sums, rules);
        this.snapshots = new SnapshotRule(key, plan, counts, sums, reader, rules);
    }

    /**
     * Evaluates a boundary.
     *
     * @param late what counts from this boundary on, of earlier minutes
     */
    List<SloSnapshot> evaluate(long boundary, List<LatePartial> late) {
        List<SloSnapshot> said = new ArrayList<>();
        sums.prepare(plan.sliceOf(boundary - MINUTE));
        int targetPpm = plan.definition().targetPpm();
        boolean edited = counts.targetPpm() != -1 && counts.targetPpm() != targetPpm;
        if (edited) {
            counts.revision(counts.revision() + 1);
        }
        counts.targetPpm(targetPpm);
        if (!late.isEmpty()) {
            restate(boundary, late, said);
        }
        step(boundary, edited, said);
        return said;
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

    /** What came late at this boundary, by start of its slice. */
    SortedMap<Long, Cell> lateCells() {
        return lateCells;
    }

    private void restate(long boundary, List<LatePartial> late, List<SloSnapshot> said) {
        SortedMap<Long, Cell> touched = new TreeMap<>();
        for (LatePartial partial : late) {
            MinuteCounts known = memory.minute(counts.generation(), partial.minute());
            MinuteCounts all = known == null ? MinuteCounts.empty() : known;
            all.merge(partial.counts());
            memory.putMinute(counts.generation(), partial.minute(), all);
            touched.put(plan.sliceOf(partial.minute()), Cell.EMPTY);
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
            advance(from);
        }
        for (long slice : touched.keySet()) {
            Cell was = sums.slice(slice);
            Cell is = cell(slice);
            sums.restate(slice, is);
            lateCells.put(slice, is.minus(was));
        }
        counts.revision(counts.revision() + (isRestated ? 1 : 0));
        long first = earliest(late) + MINUTE;
        Set<Long> saidBefore = forgetFrom(first);
        for (long minute = first; minute < boundary; minute += MINUTE) {
            step(minute, saidBefore.contains(minute), said);
        }
    }

    /** Forgets what is known of the boundaries from one on; returns those that a snapshot was given of. */
    private Set<Long> forgetFrom(long first) {
        Set<Long> saidBefore = new HashSet<>();
        counts.recent().removeIf(recent -> {
            long boundary = recent.hour().boundary();
            if (boundary >= first && recent.said()) {
                saidBefore.add(boundary);
            }
            return boundary >= first;
        });
        return saidBefore;
    }

    private static long earliest(List<LatePartial> late) {
        return late.stream().mapToLong(LatePartial::minute).min().orElseThrow();
    }

    /**
     * Moves to a boundary and says how the budget stands, if there is anything to say.
     *
     * @param anyway whether to say it even if no count has changed
     */
    private void step(long boundary, boolean anyway, List<SloSnapshot> said) {
        Cell[] before = counts.sums().clone();
        Cell periodBefore = counts.period();
        advance(plan.sliceOf(boundary));
        SloStatus status = snapshots.status();
        boolean changed = anyway || !periodBefore.equals(counts.period()) || !Arrays.equals(before, counts.sums());
        boolean beat = boundary % SloRules.HEARTBEAT_MILLIS == 0 && isActive();
        WindowCounts hour = reader.window(WindowPlan.HOUR_MILLIS);
        long rollOffAt =
                hour.bad() == 0 ? GenerationCounts.NEVER : snapshots.rollOffAt(boundary, status, lastRollOff());
        if (changed || beat) {
            said.add(snapshots.snapshot(boundary, status, rollOffAt));
        }
        // Also of an empty hour: the forecast that it ends must not outlive it.
        counts.recent()
                .add(new RecentMinute(new HourBurn(boundary, hour.bad(), hour.total()), rollOffAt, changed || beat));
    }

    private long lastRollOff() {
        List<RecentMinute> recent = counts.recent();
        return recent.isEmpty()
                ? GenerationCounts.NEVER
                : recent.get(recent.size() - 1).rollOffAt();
    }

    /** Whether a window of at most six hours holds anything. */
    boolean isActive() {
        long[] windows = counts.windows();
        for (int i = 0; i < windows.length && windows[i] <= SloRules.ACTIVE_MILLIS; i++) {
            if (!counts.sums()[i].isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void advance(long end) {
        long slice = plan.sliceMillis();
        boolean each = plan.definition().noData() != NoDataPolicy.IGNORE;
        while (each && counts.through() + slice < end) {
            enter(counts.through() + slice);
        }
        if (counts.through() < end) {
            enter(end);
        }
    }

    private void enter(long end) {
        long start = end - plan.sliceMillis();
        sums.close(start, cell(start));
        sums.forward(end);
    }

    private Cell cell(long slice) {
        List<MinuteCounts> minutes = new ArrayList<>(1);
        for (long minute = slice; minute < slice + plan.sliceMillis(); minute += MINUTE) {
            MinuteCounts counted = memory.minute(counts.generation(), minute);
            if (counted != null) {
                minutes.add(counted);
            }
        }
        return slices.cell(minutes);
    }
}
