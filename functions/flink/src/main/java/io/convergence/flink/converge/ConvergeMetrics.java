package io.convergence.flink.converge;

import io.convergence.core.convergence.HostOutcome;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.flink.metrics.EvaluationMetrics;
import io.convergence.flink.metrics.SignalCounters;
import io.convergence.flink.metrics.TenantCounters;
import io.convergence.flink.quota.KeyQuota;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;

/**
 * Metrics of {@link ConvergeFunction} in the scope {@code convergence}: {@code late_views}, {@code late_results},
 * {@code refused_app_views} and {@code refused_host_records} by {@code tenant}; {@code duplicate_results};
 * {@code open_windows}, the hosts in state; {@code verdicts} in all and {@code verdict_changes} by {@code verdict};
 * evaluations and signals.
 */
final class ConvergeMetrics {
    private final TenantCounters lateViews;
    private final TenantCounters lateResults;
    private final TenantCounters refusedViews;
    private final TenantCounters refusedHosts;
    private final Counter duplicates;
    private final Counter verdicts;
    private final Map<Verdict, Counter> changes = new EnumMap<>(Verdict.class);
    private final EvaluationMetrics evaluations;
    private final SignalCounters signals;

    /**
     * Metrics of an operator.
     *
     * @param quota number of hosts in state, also after a restore
     */
    ConvergeMetrics(MetricGroup operator, KeyQuota quota) {
        MetricGroup group = operator.addGroup("convergence");
        lateViews = new TenantCounters(group, "late_views");
        lateResults = new TenantCounters(group, "late_results");
        refusedViews = new TenantCounters(group, "refused_app_views");
        refusedHosts = new TenantCounters(group, "refused_host_records");
        duplicates = group.counter("duplicate_results");
        verdicts = group.counter("verdicts");
        for (Verdict verdict : Verdict.values()) {
            String label = verdict.name().toLowerCase(Locale.ROOT);
            changes.put(verdict, group.addGroup("verdict", label).counter("verdict_changes"));
        }
        evaluations = new EvaluationMetrics(group);
        signals = new SignalCounters(group, SignalKind.USER_IMPACT_CORRELATED, SignalKind.USER_IMPACT_UNSEEN);
        group.gauge("open_windows", quota::keyCount);
    }

    void lateViews(String tenant, int views) {
        lateViews.add(tenant, views);
    }

    void lateResult(String tenant) {
        lateResults.add(tenant, 1);
    }

    void duplicateResult() {
        duplicates.inc();
    }

    /** Counts a record of a new host beyond the bound. */
    void refusedHost(String tenant) {
        refusedHosts.add(tenant, 1);
    }

    /** Counts the evaluation of a boundary with its verdicts, signals and refused views. */
    void evaluated(String tenant, long boundary, HostOutcome outcome, TimerService time) {
        evaluations.evaluated(boundary, time.currentWatermark(), time.currentProcessingTime());
        outcome.verdicts().forEach(this::verdict);
        outcome.signals().forEach(signals::count);
        outcome.refused().forEach(refused -> refusedViews.add(tenant, refused.views()));
    }

    private void verdict(VerdictUpdate update) {
        VerdictRecord verdict = update.verdict();
        if (verdict == null) {
            return;
        }
        verdicts.inc();
        Counter changed = changes.get(verdict.verdict());
        if (verdict.changed() && changed != null) {
            changed.inc();
        }
    }
}
