package io.convergence.core.convergence;

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
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Simulation of one host for tests: takes arrivals, advances event time and collects everything that is emitted. */
final class HostSimulation {
    static final HostKey KEY = new HostKey("acme", "web.acme.example");

    final List<VerdictRecord> verdicts = new ArrayList<>();
    final List<Signal> signals = new ArrayList<>();
    final List<Long> tippedAt = new ArrayList<>();
    final List<String> endedVerdicts = new ArrayList<>();
    final List<String> endedSignals = new ArrayList<>();
    final List<HostOutcome.RefusedApp> refused = new ArrayList<>();
    final List<RumPartial> late = new ArrayList<>();
    final HostWindow host;
    final MapHostMemory memory;
    int evaluations;

    private final HostRules rules;

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
        return new HostSimulation(other, host, memory);
    }

    static HostRules rules(WindowSpec window, Thresholds thresholds, EpisodePolicy policy) {
        return new HostRules(
                window,
                new ConvergenceRule(thresholds),
                new CollapseRule(CollapsePolicy.OFF),
                new EpisodeRule(policy),
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
        RumPartial partial = new RumPartial(
                beacon.app(), beacon.page(), rules.window().sliceOf(beacon.receivedAt()), passedBoundary);
        partial.add(beacon, rules.convergence().thresholds().lcpP75Millis());
        late.addAll(new HostIntake(rules).addViews(host, memory, List.of(partial)));
    }

    boolean result(String id, SyntheticSample sample) {
        return result(id, sample, Long.MIN_VALUE);
    }

    boolean result(String id, SyntheticSample sample, long passedBoundary) {
        return new HostIntake(rules).addResult(host, memory, id, sample, passedBoundary) == HostIntake.Taken.LATE;
    }

    void advanceTo(long watermark) {
        for (long next = new Schedule(rules).next(host); next - 1 <= watermark; next = new Schedule(rules).next(host)) {
            HostOutcome outcome = new HostEvaluation(rules).evaluate(host, memory, next);
            evaluations++;
            outcome.verdicts().forEach(this::collect);
            outcome.signals().forEach(this::collect);
            refused.addAll(outcome.refused());
        }
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
