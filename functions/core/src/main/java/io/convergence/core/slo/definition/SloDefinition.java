package io.convergence.core.slo.definition;

import io.convergence.core.slo.budget.Period;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Definition of one objective, with all references resolved.
 *
 * @param tenant owner
 * @param name unique within the tenant
 * @param service name of its service
 * @param displayName name for people; equal to {@code name} when the document has none
 * @param generation number of its counts, see {@link CountsGeneration}; counts of different generations are separate
 * @param sli the events that are counted
 * @param targetPpm target in parts per million, from 0 to 999,999
 * @param period span of the budget
 * @param method unit in which the budget is counted
 * @param sliceTargetPpm least ratio of good events in a good slice, parts per million; 0 unless the method is {@code
 *     Timeslices}
 * @param sliceMillis length of a slice, whole minutes that divide an hour; 0 for {@code Occurrences}
 * @param noData how a slice without events counts
 * @param tiers alert tiers, the most urgent first; no long window is longer than the period
 * @param windowMillis windows of its burn policy that are not longer than the period, ascending; also those of tiers that
 *     are left out
 * @param minimums least counts with which a tier fires
 * @param metadata labels and notification targets
 * @param runbookUrl link to a runbook for its signals, or null
 * @param url link for its signals, or null
 * @param alertBy what its alerts are about; without effect for an objective without groups
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
        AlertMinimums minimums,
        SloMetadata metadata,
        @Nullable String runbookUrl,
        @Nullable String url,
        AlertBy alertBy)
        implements Serializable {

    public SloDefinition {
        tiers = List.copyOf(tiers);
        windowMillis = List.copyOf(windowMillis);
    }

    /** An objective whose groups have alerts of their own. */
    public SloDefinition(
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
            AlertMinimums minimums,
            SloMetadata metadata,
            @Nullable String runbookUrl,
            @Nullable String url) {
        this(
                tenant,
                name,
                service,
                displayName,
                generation,
                sli,
                targetPpm,
                period,
                method,
                sliceTargetPpm,
                sliceMillis,
                noData,
                tiers,
                windowMillis,
                minimums,
                metadata,
                runbookUrl,
                url,
                AlertBy.GROUP);
    }

    /** The objective with another generation number, and other alerts of its groups. */
    private SloDefinition with(long newGeneration, AlertBy newAlertBy) {
        return new SloDefinition(
                tenant,
                name,
                service,
                displayName,
                newGeneration,
                sli,
                targetPpm,
                period,
                method,
                sliceTargetPpm,
                sliceMillis,
                noData,
                tiers,
                windowMillis,
                minimums,
                metadata,
                runbookUrl,
                url,
                newAlertBy);
    }

    /** The same objective with other alerts of its groups. */
    public SloDefinition alertingBy(AlertBy value) {
        return with(generation, value);
    }

    /** The same objective with today's generation number, for one from state before version 3: {@link CountsGeneration}. */
    public SloDefinition renumbered() {
        if (method == BudgetingMethod.OCCURRENCES) {
            return this;
        }
        return with(CountsGeneration.of(sli, method, sliceTargetPpm, sliceMillis, noData, period), alertBy);
    }
}
