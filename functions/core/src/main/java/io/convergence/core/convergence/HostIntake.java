package io.convergence.core.convergence;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceViews;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Adds arriving views and results to the windows of a host. Late ones are kept aside until the boundary that they missed
 * has been evaluated, so that a verdict does not depend on the watermarks of other partitions.
 *
 * @param rules rules of the host
 */
public record HostIntake(HostRules rules) implements Serializable {
    /** Largest number of samples kept per result id; beyond it only the samples that count are kept. */
    private static final int MAX_SAMPLES = 64;

    /** What was done with a result. */
    public enum Taken {
        /** It is counted. */
        COUNTED,
        /** Its id occurred before within a window, so it is not counted again. */
        REPEATED,
        /** It is kept aside until the boundary after the one it missed. */
        LATE
    }

    /**
     * Adds page views, whose sums must not be used on.
     *
     * @return the late ones, in the same order
     */
    public List<SliceViews> addViews(HostWindow host, HostMemory memory, List<SliceViews> slices) {
        List<SliceViews> late = new ArrayList<>(0);
        for (SliceViews views : slices) {
            RumPartial sum = views.sum();
            if (isLate(host, sum.sliceStart(), sum.passedBoundary())) {
                addLate(host.lateViews(), sum);
                late.add(views);
            } else {
                enter(host, memory, sum);
            }
        }
        return late;
    }

    /**
     * Adds a web-facing synthetic result. Results with the same id are counted once per window.
     *
     * @param passedBoundary last boundary that the watermark of its partition had passed when it arrived
     */
    public Taken addResult(HostWindow host, HostMemory memory, String id, SyntheticSample sample, long passedBoundary) {
        if (isLate(host, window().sliceOf(sample.receivedAt()), passedBoundary)) {
            host.lateResults().add(new LateResult(id, sample, Math.max(passedBoundary, host.evaluatedThrough())));
            return Taken.LATE;
        }
        return enter(host, memory, id, sample) ? Taken.COUNTED : Taken.REPEATED;
    }

    /** Adds late views and results that missed a boundary before this one. */
    void enterLate(HostWindow host, HostMemory memory, long boundary) {
        take(host.lateViews(), partial -> partial.passedBoundary() < boundary)
                .forEach(partial -> enter(host, memory, partial));
        take(host.lateResults(), result -> result.passedBoundary() < boundary)
                .forEach(result -> enter(host, memory, result.id(), result.sample()));
    }

    /** Adds late views to those of their app and slice that missed the same boundary: only these three decide how they count. */
    private static void addLate(List<RumPartial> waiting, RumPartial late) {
        for (RumPartial known : waiting) {
            if (isSameSlice(known, late) && known.passedBoundary() == late.passedBoundary()) {
                known.merge(late);
                return;
            }
        }
        waiting.add(late);
    }

    private static <T> List<T> take(List<T> waiting, Predicate<T> due) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<T> taken = waiting.stream().filter(due).toList();
        waiting.removeIf(due);
        return taken;
    }

    private WindowSpec window() {
        return rules.window();
    }

    private boolean isLate(HostWindow host, long sliceStart, long passedBoundary) {
        return window().entersAt(sliceStart) <= Math.max(passedBoundary, host.evaluatedThrough());
    }

    private void enter(HostWindow host, HostMemory memory, RumPartial partial) {
        AppWindow app = host.app(partial.app());
        // Vitals are removed before the counts of their slice, so a slice without counts has none.
        boolean isNewSlice = !app.rum().has(partial.sliceStart());
        app.add(window(), partial);
        app.named(window(), partial.firstEventTime());
        if (window().leavesAt(partial.sliceStart()) > Math.max(host.evaluatedThrough(), partial.passedBoundary())) {
            enterVitals(app, memory, partial.sliceStart(), partial.vitals(), isNewSlice);
        }
    }

    private static boolean isSameSlice(RumPartial one, RumPartial other) {
        return one.sliceStart() == other.sliceStart() && one.app().equals(other.app());
    }

    private void enterVitals(
            AppWindow app, HostMemory memory, long sliceStart, VitalHistograms vitals, boolean isNewSlice) {
        if (vitals.isEmpty()) {
            return;
        }
        long through = app.status().vitalsThrough();
        if (sliceStart < through && sliceStart >= through - window().sizeMillis()) {
            VitalHistograms total = memory.windowVitals(app.app());
            VitalHistograms next = total == null ? new VitalHistograms() : total;
            next.merge(vitals);
            memory.putWindowVitals(app.app(), next);
        }
        VitalHistograms slice = isNewSlice ? null : memory.sliceVitals(app.app(), sliceStart);
        if (slice == null) {
            memory.addSliceVitals(app.app(), sliceStart, vitals);
        } else {
            slice.merge(vitals);
            memory.putSliceVitals(app.app(), sliceStart, slice);
        }
    }

    /** Adds a sample; false when the number of counted samples does not grow. */
    private boolean enter(HostWindow host, HostMemory memory, String id, SyntheticSample sample) {
        List<SyntheticSample> seen = memory.seenResults(id);
        if (seen.contains(sample)) {
            return false;
        }
        if (!sample.app().isEmpty()) {
            // A repeated sample names its app too; otherwise the order of arrival would decide which apps exist.
            host.app(sample.app()).named(window(), sample.receivedAt());
        }
        if (seen.isEmpty()) {
            count(host, sample);
            memory.putSeenResults(id, List.of(sample));
            return true;
        }
        List<SyntheticSample> all = new ArrayList<>(seen);
        all.add(sample);
        List<SyntheticSample> before = RepeatedResults.counted(seen, window().sizeMillis());
        List<SyntheticSample> after = RepeatedResults.counted(all, window().sizeMillis());
        before.stream().filter(old -> !after.contains(old)).forEach(old -> takeBack(host, old));
        after.stream().filter(now -> !before.contains(now)).forEach(now -> count(host, now));
        memory.putSeenResults(id, all.size() > MAX_SAMPLES ? after : all);
        return after.size() > before.size();
    }

    /** Subtracts a sample, unless its app was refused or ended since: then its counts are gone with the app. */
    private void takeBack(HostWindow host, SyntheticSample sample) {
        AppWindow app = host.apps().get(sample.app());
        SyntheticWindow checks = sample.app().isEmpty() ? host.checks() : app == null ? null : app.checks();
        if (checks != null && checks.hasSamplesBeside(window(), sample)) {
            checks.add(window(), sample, -1, rules.locatesFailures());
        }
    }

    private void count(HostWindow host, SyntheticSample sample) {
        if (sample.app().isEmpty()) {
            host.checks().add(window(), sample, 1, rules.locatesFailures());
        } else {
            host.app(sample.app()).checks().add(window(), sample, 1, rules.locatesFailures());
        }
    }
}
