package io.convergence.core.slo.result;

import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of an error budget at a minute boundary.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param generation of its SLI
 * @param group {@code key=value} joined by vertical bars, or empty
 * @param windowEnd the boundary, exclusive end of every window, epoch milliseconds
 * @param targetPpm target at the boundary, parts per million
 * @param method unit of the counts
 * @param periodStart start of the period, inclusive, epoch milliseconds
 * @param periodMillis length of the whole period; of a calendar period up to its end
 * @param countedFrom the instant from which the counts of the period are complete, epoch milliseconds: an edit of the period
 *     found no buckets before it; null when they are complete
 * @param period counts of the period so far
 * @param windows counts of the windows of the burn policy, shortest first
 * @param observed number of slices of the period with an event; for {@code Occurrences} a slice is a minute
 * @param expected number of slices of the period so far, since the first slice with an event
 * @param fallback events of the period that are synthetic results counted in place of views; 0 unless joint
 * @param status status of the budget
 * @param coldStart whether the period holds fewer events than the configured minimum
 * @param burnWindowMillis length of the window whose burn rate the forecasts use
 * @param exhaustionMillis time until the budget is exhausted if that burn rate continues; 0 when it is exhausted now, null
 *     for never
 * @param rollOffExhaustionMillis the same time if old buckets leave the rolling period meanwhile; null for never
 * @param revision number of restatements and target edits so far
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
        @Nullable Long countedFrom,
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
