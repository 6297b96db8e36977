package io.convergence.core.slo.result;

import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.SloMetadata;
import java.util.List;

/**
 * Result of an objective over a closed span. Final: events that arrive later are not counted in any report.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param generation of its SLI
 * @param group {@code key=value} joined by vertical bars, or empty
 * @param kind kind of span
 * @param start start of the span, inclusive, epoch milliseconds
 * @param end end of the span, exclusive
 * @param targetPpm target at the end of the span, parts per million
 * @param method unit of the counts
 * @param counts counts of the span in that unit
 * @param events number of events in the span
 * @param badEvents number of bad events among them
 * @param observedMinutes number of minutes with an event
 * @param breachMinutes number of minutes whose own ratio of good events was below the target
 * @param worstBurnBad bad units of the hour with the highest burn rate; the hour may end at any minute of the span
 * @param worstBurnTotal all units of that hour; 0 when no hour had any
 * @param worstBurnAt end of that hour, epoch milliseconds; 0 when no hour had any
 * @param attribution bad events by dimension, most frequent value first, ties by value; the counts of each dimension sum
 *     to the bad events
 * @param metadata labels and notification targets of the objective when the span was closed
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
        List<AttributedCount> attribution,
        SloMetadata metadata) {

    public SloReport {
        attribution = List.copyOf(attribution);
    }
}
