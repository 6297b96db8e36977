package io.convergence.flink.converge;

import io.convergence.core.convergence.HostEvaluation;
import io.convergence.core.convergence.HostIntake;
import io.convergence.core.convergence.HostOutcome;
import io.convergence.core.convergence.HostRules;
import io.convergence.core.convergence.HostWindow;
import io.convergence.core.convergence.Schedule;
import io.convergence.core.convergence.SkippedBoundaries;
import io.convergence.core.convergence.SyntheticSample;
import io.convergence.core.convergence.ThresholdChange;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.SliceViews;
import io.convergence.core.window.Stagger;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.quota.KeyQuota;
import io.convergence.flink.timer.KeyTimers;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Join of page views and check results per host, evaluated at every boundary at which the verdict of an app can change.
 * This class stores state, sets timers and routes output; the rules of core decide what counts and what is emitted.
 *
 * <p>State per host: {@code host-window} (slices of the last two windows, verdicts, incidents), {@code slice-vitals},
 * {@code small-slice-vitals} and {@code window-vitals} (histograms), {@code seen-results} (ids of two windows). Cleared
 * when no app, result, late arrival or resolved signal is left: at the latest 24 hours and a window after the last
 * event. At most {@code bounds.hosts} hosts per tenant and subtask, see {@link KeyQuota}, with {@code bounds.apps} apps
 * each. State per subtask: {@code hosts-by-key-group} and {@code window-spec}.
 */
public final class ConvergeFunction
        extends KeyedCoProcessFunction<HostKey, HostBundle, Timed<SyntheticResult>, VerdictUpdate>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final HostRules rules;
    private final Stagger stagger;
    private final HostIntake intake;
    private final HostEvaluation evaluation;
    private final Schedule schedule;
    private final ThresholdChange thresholds;
    private final long cacheBytes;
    private transient boolean storesObjects;
    private transient KeyTimers<HostKey> cachedTimers;
    private transient HostWindows windows;
    private transient HostTimers timers;
    private transient KeyedHostMemory memory;
    private transient KeyQuota quota;
    private transient WindowSpecState windowSpec;
    private transient ConvergeMetrics metrics;

    /**
     * A function of the given rules, with a schedule of the evaluations of each host.
     *
     * @param cacheBytes most bytes of decoded hosts that a subtask caches; 0 for none
     */
    ConvergeFunction(HostRules rules, Stagger stagger, long cacheBytes) {
        this.rules = rules;
        this.stagger = stagger;
        this.intake = new HostIntake(rules);
        this.evaluation = new HostEvaluation(rules);
        this.schedule = new Schedule(rules);
        this.thresholds = new ThresholdChange(rules);
        this.cacheBytes = cacheBytes;
    }

    /** Sets, before {@link #open}, whether the state stores the objects that are put into it. */
    void storesObjects(boolean stores) {
        storesObjects = stores;
    }

    /** The timers of cached hosts, after {@link #open}. */
    KeyTimers<HostKey> cachedTimers() {
        return cachedTimers;
    }

    /** The windows of hosts with their cache, after {@link #open}. Timers of Flink are ignored for hosts that are cached. */
    HostWindows windows() {
        return windows;
    }

    @Override
    public void open(OpenContext context) {
        memory = new KeyedHostMemory(getRuntimeContext());
        windows = new HostWindows(
                getRuntimeContext().getState(HostWindows.descriptor()), memory, cacheBytes, storesObjects);
        cachedTimers = new KeyTimers<>();
        timers = new HostTimers(new SkippedBoundaries(schedule, evaluation), stagger, windows, cachedTimers);
        metrics = new ConvergeMetrics(getRuntimeContext().getMetricGroup(), quota);
    }

    @Override
    public void processElement1(HostBundle bundle, Context context, Collector<VerdictUpdate> out) throws Exception {
        HostWindow host = knownOrAdmitted(bundle.key());
        if (host == null) {
            return;
        }
        for (SliceViews late : intake.addViews(host, memory, bundle.slices())) {
            metrics.lateViews(bundle.key().tenant(), late.views());
            ConvergeOutputs.late(bundle.key(), late, context);
        }
        timers.arrived(host, memory, context.timerService());
    }

    @Override
    public void processElement2(Timed<SyntheticResult> timed, Context context, Collector<VerdictUpdate> out)
            throws Exception {
        SyntheticResult result = timed.value();
        HostWindow host = knownOrAdmitted(context.getCurrentKey());
        if (host == null) {
            return;
        }
        HostKey key = host.key();
        switch (intake.addResult(
                host, memory, result.id(), SyntheticSample.of(result), stagger.lastPassed(key, timed.watermark()))) {
            case COUNTED -> {}
            case REPEATED -> metrics.duplicateResult();
            case LATE -> {
                metrics.lateResult(key.tenant());
                context.output(ConvergeOutputs.LATE_RESULTS, result);
            }
        }
        timers.arrived(host, memory, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<VerdictUpdate> out) throws Exception {
        HostWindow host = known(context.getCurrentKey());
        // The end of a bounded or drained input is not an event: it expires and resolves nothing.
        boolean drained = context.timerService().currentWatermark() == Long.MAX_VALUE;
        if (drained || host == null || host.scheduledFor() == Long.MAX_VALUE) {
            return;
        }
        HostKey key = context.getCurrentKey();
        long boundary = schedule.due(host);
        if (stagger.dueAt(key, boundary) > timestamp) {
            timers.set(host, context.timerService());
            return;
        }
        host.scheduledFor(Long.MAX_VALUE);
        HostOutcome outcome = evaluation.evaluate(host, memory, boundary);
        metrics.evaluated(key.tenant(), boundary, outcome, context.timerService());
        ConvergeOutputs.emit(outcome, context, out);
        if (host.isEmpty()) {
            windows.remove(key);
            quota.release(key.tenant(), key);
        } else {
            timers.evaluated(host, context.timerService());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        quota.snapshot();
        windowSpec.snapshot();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        quota = new KeyQuota(
                rules.bounds().hosts(),
                "hosts-by-key-group",
                "hosts-per-tenant",
                context.getOperatorStateStore(),
                getRuntimeContext());
        windowSpec = new WindowSpecState(rules.window(), context.getOperatorStateStore());
    }

    private @Nullable HostWindow knownOrAdmitted(HostKey key) throws Exception {
        HostWindow host = known(key);
        if (host == null && quota.acquire(key.tenant(), key)) {
            host = new HostWindow(key);
            windows.add(host);
            thresholds.apply(host, memory);
        } else if (host == null) {
            metrics.refusedHost(key.tenant());
        }
        return host;
    }

    private @Nullable HostWindow known(HostKey key) throws Exception {
        HostWindow host = windows.get(key);
        if (host != null) {
            thresholds.apply(host, memory);
        }
        return host;
    }
}
