package io.convergence.flink.slo;

import io.convergence.core.signal.SignalKind;
import io.convergence.core.slo.evaluate.EvaluationOutput;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.flink.metrics.EvaluationMetrics;
import io.convergence.flink.metrics.SignalCounters;
import io.convergence.flink.metrics.TenantCounters;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of {@link BudgetFunction} in the scope {@code slo}: {@code open_groups}, the budgets in state, and
 * {@code idle_groups}, those among them that have given up their place; {@code snapshots}, and {@code restatements} among
 * them (of a boundary before the evaluated one); {@code reports}; {@code refused_group_events} by {@code tenant};
 * evaluations, signals and {@code no_data_freezes}.
 */
final class BudgetMetrics {
    private final TenantCounters refused;
    private final TenantCounters late;
    private final Counter snapshots;
    private final Counter restatements;
    private final Counter reports;
    private final EvaluationMetrics evaluations;
    private final SignalCounters signals;

    /**
     * Metrics of an operator.
     *
     * @param places number of budgets in state, also after a restore
     */
    BudgetMetrics(MetricGroup operator, GroupPlaces places) {
        MetricGroup group = operator.addGroup("slo");
        refused = new TenantCounters(group, "refused_group_events");
        late = new TenantCounters(group, "late_events");
        snapshots = group.counter("snapshots");
        restatements = group.counter("restatements");
        reports = group.counter("reports");
        evaluations = new EvaluationMetrics(group);
        signals = new SignalCounters(group, SignalKind.SLO_BURN_RATE);
        group.gauge("open_groups", places::groups);
        group.gauge("idle_groups", places::idleGroups);
    }

    /** Counts events of a group beyond the bound, which another operator counts in the group {@code (other)}. */
    void refused(GroupPartial partial) {
        refused.add(
                partial.key().tenant(),
                partial.counts().events().total() + partial.counts().fallback().total());
    }

    /** Counts the snapshots, reports and signals of an evaluation. */
    void evaluated(long boundary, EvaluationOutput outcome) {
        for (SloSnapshot snapshot : outcome.snapshots()) {
            snapshots.inc();
            if (snapshot.windowEnd() < boundary) {
                restatements.inc();
            }
        }
        reports.inc(outcome.reports().size());
        outcome.signals().forEach(signals::count);
        outcome.tooLate().forEach(events -> late.add(events.tenant(), events.good() + events.bad()));
    }

    EvaluationMetrics evaluations() {
        return evaluations;
    }
}
