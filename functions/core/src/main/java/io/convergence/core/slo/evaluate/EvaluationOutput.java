package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.match.LateEvents;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Snapshots, signals and reports that the evaluation of one boundary produced.
 *
 * @param snapshots restated ones first, ascending
 * @param signals signals to emit, and tombstones of signals that were resolved a day ago
 * @param alerts states of tiers for the alert of the objective, which are not signals
 * @param reports reports of spans that have become final
 * @param tooLate events of minutes that were final already; they are counted nowhere
 */
public record EvaluationOutput(
        List<SloSnapshot> snapshots,
        List<SignalUpdate> signals,
        List<GroupAlert> alerts,
        List<SloReport> reports,
        List<LateEvents> tooLate) {

    /** An output without anything, to be added to. */
    static EvaluationOutput empty() {
        return new EvaluationOutput(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
}
