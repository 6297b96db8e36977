package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.PageCount;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceViews;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simulation of one host for tests: takes arrivals, advances event time and collects everything that is emitted. */
final class HostSimulation {
    static final HostKey KEY = new HostKey("acme", "web.acme.example");

    final List<VerdictRecord> verdicts = new ArrayList<>();
    final List<VerdictRecord> minutes = new ArrayList<>();
    final List<Signal> signals = new ArrayList<>();
    final List<Long> tippedAt = new ArrayList<>();
    final List<String> endedVerdicts = new ArrayList<>();
    final List<String> endedSignals = new ArrayList<>();
    final List<HostOutcome.RefusedApp> refused = new ArrayList<>();
    final List<SliceViews> late = new ArrayList<>();
    final HostWindow host;
    final MapHostMemory memory;
    int evaluations;

    private final HostRules rules;
    private long watermark = Long.MIN_VALUE;
    private boolean evaluatesAll;

    HostSimulation(HostRules rules) {
        this(rules, new HostWindow(KEY), new MapHostMemory());
    }

    private HostSimulation(HostRules rules, HostWindow host, MapHostMemory memory) {
        this.rules = rules;
        this.host = host;
        this.memory = memory;
    }

    /** A simulation that continues with the state of this one under other rules, as after a savepoint. */
    HostSimulation continuedWith(HostRules other) {
        HostSimulation continued = new HostSimulation(other, host, memory);
        continued.watermark = watermark;
        return continued;
    }

    /** A simulation that evaluates every boundary, whether or not something can change at it. */
    static HostSimulation atEveryBoundary(HostRules rules) {
        HostSimulation simulation = new HostSimulation(rules);
        simulation.evaluatesAll = true;
        return simulation;
    }

    static HostRules rules(WindowSpec window, Thresholds thresholds, EpisodePolicy policy) {
        return new HostRules(
                window,
                new ConvergenceRule(thresholds),
                new CollapseRule(CollapsePolicy.OFF),
                new EpisodeRule(policy),
                HeartbeatPolicy.EACH_MINUTE,
                Bounds.DEFAULTS);
    }

    static Beacon view(String app, long at, boolean failed, @Nullable Double lcpMillis) {
        return new Beacon(
                "b",
                KEY.tenant(),
                app,
                KEY.host(),
                "/",
                "chrome",
                at,
                new Vitals(lcpMillis, null, null, null, null, null),
                failed ? 1 : 0,
                0,
                "");
    }

    void view(Beacon beacon) {
        view(beacon, RumPartial.ON_TIME);
    }

    void view(Beacon beacon, long passedBoundary) {
        RumPartial partial = new RumPartial(beacon.app(), rules.window().sliceOf(beacon.receivedAt()), passedBoundary);
        partial.add(beacon, rules.convergence().thresholds().lcpP75Millis());
        late.addAll(new HostIntake(rules).addViews(host, memory, List.of(views(beacon, partial))));
        evaluateSkipped();
    }

    private static SliceViews views(Beacon beacon, RumPartial partial) {
        return new SliceViews(partial, List.of(new PageCount(beacon.page(), 1, beacon.isErrorView() ? 1 : 0)));
    }

    boolean result(String id, SyntheticSample sample) {
        return result(id, sample, Long.MIN_VALUE);
    }

    boolean result(String id, SyntheticSample sample, long passedBoundary) {
        HostIntake.Taken taken = new HostIntake(rules).addResult(host, memory, id, sample, passedBoundary);
        evaluateSkipped();
        return taken == HostIntake.Taken.LATE;
    }

    void advanceTo(long time) {
        watermark = Math.max(watermark, time);
        for (long next = nextBoundary(); next - 1 <= watermark; next = nextBoundary()) {
            evaluate(next);
        }
    }

    private long nextBoundary() {
        long next = nextWithTimers();
        boolean isPrecise = next == Long.MAX_VALUE || host.evaluatedThrough() == Long.MIN_VALUE;
        return evaluatesAll && !isPrecise
                ? host.evaluatedThrough() + rules.window().slideMillis()
                : next;
    }

    /** The boundary that a timer would be set for, for a host without a timer and with each that would not be replaced. */
    private long nextWithTimers() {
        Schedule schedule = new Schedule(rules);
        long next = schedule.next(host);
        long timer = host.scheduledFor();
        host.scheduledFor(Long.MAX_VALUE);
        assertThat(schedule.beforeTimer(host)).as("without a timer").isEqualTo(next);
        if (next != Long.MAX_VALUE && next != Long.MIN_VALUE) {
            host.scheduledFor(next);
            assertThat(schedule.beforeTimer(host)).as("with its timer").isEqualTo(Long.MAX_VALUE);
            host.scheduledFor(next + rules.window().slideMillis());
            assertThat(schedule.beforeTimer(host)).as("with a later timer").isEqualTo(next);
        }
        host.scheduledFor(timer);
        return next;
    }

    /** Evaluates the last boundary after new data has arrived, when it ends the time in which slices do not count. */
    private void evaluateSkipped() {
        long passed = watermark == Long.MIN_VALUE ? watermark : rules.window().sliceOf(watermark + 1);
        if (SkippedBoundaries.of(rules).mustEvaluate(host, passed)) {
            int emitted = verdicts.size() + signals.size();
            evaluate(passed);
            assertThat(verdicts.size() + signals.size())
                    .as("a skipped boundary changes nothing")
                    .isEqualTo(emitted);
        }
    }

    private void evaluate(long boundary) {
        HostOutcome outcome = new HostEvaluation(rules).evaluate(host, memory, boundary);
        evaluations++;
        outcome.verdicts().forEach(this::collect);
        minutes.addAll(outcome.minutes());
        outcome.signals().forEach(this::collect);
        refused.addAll(outcome.refused());
    }

    private void collect(VerdictUpdate update) {
        VerdictRecord verdict = update.verdict();
        if (verdict == null) {
            endedVerdicts.add(update.key());
        } else {
            verdicts.add(verdict);
        }
    }

    private void collect(SignalUpdate update) {
        Signal signal = update.signal();
        if (signal == null) {
            endedSignals.add(update.dedupKey());
        } else {
            signals.add(signal);
            tippedAt.add(update.tippedAt());
        }
    }
}
