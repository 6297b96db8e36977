package io.convergence.core.slo.result;

import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import java.util.List;

/**
 * How an objective did in a closed span, final: nothing late is waited for any more.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param generation of its SLI
 * @param group {@code key=value} joined by vertical bars, or empty
 * @param kind which span
 * @param start start of the span, inclusive, epoch milliseconds
 * @param end end of the span, exclusive
 * @param targetPpm the target at its end
 * @param method what is counted
 * @param counts what the span holds
 * @param events events of the span
 * @param badEvents bad ones among them
 * @param observedMinutes minutes with an event
 * @param breachMinutes minutes whose own ratio of good events was below the target
 * @param worstBurnBad bad ones of the hour with the highest burn rate, at any minute of the span
 * @param worstBurnTotal all of that hour; 0 when there was none
 * @param worstBurnAt the end of that hour, epoch milliseconds; 0 when there was none
 * @param attribution bad events by dimension, most first, ties by value; each dimension sums to the bad events
 */
public record SloReport(
        String tenant,
        String slo,
        long generation,
        String group,
        ReportKind kind,
        long start,
        long end,
        int targetPpm,
        BudgetingMethod method,
        WindowCounts counts,
        long events,
        long badEvents,
        long observedMinutes,
        long breachMinutes,
        long worstBurnBad,
        long worstBurnTotal,
        long worstBurnAt,
        List<AttributedCount> attribution) {

    public SloReport {
        attribution = List.copyOf(attribution);
    }
}
