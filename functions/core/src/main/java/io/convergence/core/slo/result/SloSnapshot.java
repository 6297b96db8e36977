package io.convergence.core.slo.result;

import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stood at a minute boundary.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param generation of its SLI
 * @param group {@code key=value} joined by vertical bars, or empty
 * @param windowEnd the boundary, epoch milliseconds: everything before it counts
 * @param targetPpm the target then
 * @param method what is counted
 * @param periodStart start of the period, inclusive, epoch milliseconds
 * @param periodMillis length of the whole period, of a calendar one to its end
 * @param period what the period holds
 * @param windows what the windows of the burn policy hold, shortest first
 * @param observed minutes or slices of the period with an event
 * @param expected minutes or slices the period had since the objective was first seen in it
 * @param fallback how many of the period's events are synthetic ones that stand in for views; 0 unless joint
 * @param status how it stands
 * @param coldStart whether the period holds too few events to go by
 * @param burnWindowMillis the window whose burn the forecasts go by
 * @param exhaustionMillis time until nothing remains when that burn goes on; 0 when nothing does now, null for never
 * @param rollOffExhaustionMillis the same, with old buckets leaving a rolling period; null for never
 * @param revision 0, higher after each restatement and change of the target
 */
public record SloSnapshot(
        String tenant,
        String slo,
        long generation,
        String group,
        long windowEnd,
        int targetPpm,
        BudgetingMethod method,
        long periodStart,
        long periodMillis,
        WindowCounts period,
        List<WindowCounts> windows,
        long observed,
        long expected,
        long fallback,
        SloStatus status,
        boolean coldStart,
        long burnWindowMillis,
        @Nullable Long exhaustionMillis,
        @Nullable Long rollOffExhaustionMillis,
        int revision) {

    public SloSnapshot {
        windows = List.copyOf(windows);
    }
}
