package io.convergence.core.slo.definition;

import io.convergence.core.slo.budget.Period;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One objective, with everything it refers to resolved.
 *
 * @param tenant owner
 * @param name unique within the tenant
 * @param service what it is about, as the definition names it
 * @param displayName for people; the name when the definition gives none
 * @param generation first 63 bits of the SHA-256 of the normalised SLI: counts of two generations never mix
 * @param sli what is counted
 * @param targetPpm target in parts per million, from 0 to 999,999
 * @param period the span of the budget
 * @param method what the budget is counted in
 * @param sliceTargetPpm what makes a slice good, parts per million; 0 unless the method is {@code Timeslices}
 * @param sliceMillis length of a slice, whole minutes that divide an hour; 0 for {@code Occurrences}
 * @param noData what a slice without an event counts as
 * @param tiers when it alerts, the most urgent first; each long window fits the period
 * @param windowMillis the windows of its burn policy that fit the period, ascending, also of tiers that are left out
 * @param runbookUrl what its signals link to, or null
 * @param url what its signals link to, or null
 */
public record SloDefinition(
        String tenant,
        String name,
        String service,
        String displayName,
        long generation,
        Sli sli,
        int targetPpm,
        Period period,
        BudgetingMethod method,
        int sliceTargetPpm,
        long sliceMillis,
        NoDataPolicy noData,
        List<BurnTier> tiers,
        List<Long> windowMillis,
        @Nullable String runbookUrl,
        @Nullable String url)
        implements Serializable {

    public SloDefinition {
        tiers = List.copyOf(tiers);
        windowMillis = List.copyOf(windowMillis);
    }
}
