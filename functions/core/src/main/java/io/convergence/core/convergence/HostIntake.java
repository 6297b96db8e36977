package io.convergence.core.convergence;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes what arrives into the windows of a host. What arrives late waits until the boundary that it missed has been
 * evaluated, so a verdict never depends on how far event time had come elsewhere.
 *
 * @param rules what decides
 */
public record HostIntake(HostRules rules) implements Serializable {
    /** Copies of one result that are told apart; beyond it only those that count are kept. */
    private static final int MOST_SEEN = 64;

    /** What became of a result. */
    public enum Taken {
        /** It counts. */
        COUNTED,
        /** Its id came before within a window: it counts no second time. */
        REPEATED,
        /** It waits for the boundary after the one it missed. */
        LATE
    }

    /**
     * Adds partials.
     *
     * @return those that came late, in their order
     */
    public List<RumPartial> addViews(HostWindow host, HostMemory memory, List<RumPartial> partials) {
        List<RumPartial> late = new ArrayList<>(0);
        List<RumPartial> onTime = new ArrayList<>(partials.size());
        for (RumPartial partial : partials) {
            (isLate(host, partial.sliceStart(), partial.passedBoundary()) ? late : onTime).add(partial);
        }
        late.forEach(partial -> addLate(host.lateViews(), partial));
        enter(host, memory, onTime);
        return late;
    }

    /**
     * Adds a web-facing result; a repeated id counts once.
     *
     * @param passedBoundary the last boundary that event time had passed on its partition when it arrived
     * @return what became of it
     */
    public Taken addResult(HostWindow host, HostMemory memory, String id, SyntheticSample sample, long passedBoundary) {
        if (isLate(host, window().sliceOf(sample.receivedAt()), passedBoundary)) {
            host.lateResults().add(new LateResult(id, sample, Math.max(passedBoundary, host.evaluatedThrough())));
            return Taken.LATE;
        }
        return enter(host, memory, id, sample) ? Taken.COUNTED : Taken.REPEATED;
    }

    /** Lets in what came late for a boundary before the given one. */
    void enterLate(HostWindow host, HostMemory memory, long boundary) {
        enter(host, memory, take(host.lateViews(), partial -> partial.passedBoundary() < boundary));
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
        waiting.add(late.withoutPage());
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

    private void enter(HostWindow host, HostMemory memory, List<RumPartial> partials) {
        for (int from = 0; from < partials.size(); ) {
            RumPartial first = partials.get(from);
            AppWindow app = host.app(first.app());
            VitalHistograms vitals = new VitalHistograms();
            int to = from;
            for (; to < partials.size() && isSameSlice(first, partials.get(to)); to++) {
                RumPartial partial = partials.get(to);
                app.add(window(), partial);
                app.named(window(), partial.firstEventTime());
                vitals.merge(partial.vitals());
            }
            if (window().leavesAt(first.sliceStart()) > Math.max(host.evaluatedThrough(), first.passedBoundary())) {
                enterVitals(app, memory, first.sliceStart(), vitals.restrictedTo(VerdictReport.VITALS));
            }
            from = to;
        }
    }

    private static boolean isSameSlice(RumPartial one, RumPartial other) {
        return one.sliceStart() == other.sliceStart() && one.app().equals(other.app());
    }

    private void enterVitals(AppWindow app, HostMemory memory, long sliceStart, VitalHistograms vitals) {
        if (vitals.isEmpty()) {
            return;
        }
        VitalHistograms slice = memory.sliceVitals(app.app(), sliceStart);
        long through = app.status().vitalsThrough();
        if (sliceStart < through && sliceStart >= through - window().sizeMillis()) {
            VitalHistograms total = memory.windowVitals(app.app());
            VitalHistograms next = total == null ? new VitalHistograms() : total;
            next.merge(vitals);
            memory.putWindowVitals(app.app(), next);
        }
        if (slice == null) {
            memory.putSliceVitals(app.app(), sliceStart, vitals);
        } else {
            slice.merge(vitals);
            memory.putSliceVitals(app.app(), sliceStart, slice);
        }
    }

    /** Takes a sample in; false when it adds none to those that count. */
    private boolean enter(HostWindow host, HostMemory memory, String id, SyntheticSample sample) {
        List<SyntheticSample> seen = memory.seenResults(id);
        if (seen.contains(sample)) {
            return false;
        }
        if (!sample.app().isEmpty()) {
            // Also a copy that will not count names its app, or the order in which copies come would decide.
            host.app(sample.app()).named(window(), sample.receivedAt());
        }
        List<SyntheticSample> all = new ArrayList<>(seen);
        all.add(sample);
        List<SyntheticSample> before = RepeatedResults.counted(seen, window().sizeMillis());
        List<SyntheticSample> after = RepeatedResults.counted(all, window().sizeMillis());
        before.stream().filter(old -> !after.contains(old)).forEach(old -> count(host, old, -1));
        after.stream().filter(now -> !before.contains(now)).forEach(now -> count(host, now, 1));
        memory.putSeenResults(id, all.size() > MOST_SEEN ? after : all);
        return after.size() > before.size();
    }

    private void count(HostWindow host, SyntheticSample sample, int times) {
        if (sample.app().isEmpty()) {
            host.checks().add(window(), sample, times, rules.locatesFailures());
        } else {
            host.app(sample.app()).checks().add(window(), sample, times, rules.locatesFailures());
        }
    }
}
