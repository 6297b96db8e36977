package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloMetadata;
import java.util.List;

/** Builders of objectives for tests. */
final class SampleObjectives {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    static final BurnTier PAGE = tier("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 72, 5, 0);
    static final BurnTier TICKET = tier("ticket-3d", Severity.WARNING, 3 * DAY, 6 * HOUR, 1, 1, 0);

    private SampleObjectives() {}

    static BurnTier tier(String name, Severity severity, long longer, long shorter, long num, long den, long hold) {
        return new BurnTier(name, severity, longer, shorter, num, den, Comparison.GT, hold);
    }

    /** An event-based availability objective with a target of 99 %. */
    static SloDefinition occurrences(Period period, BurnTier... tiers) {
        return definition(1, 990_000, period, BudgetingMethod.OCCURRENCES, 0, 0, NoDataPolicy.IGNORE, tiers);
    }

    static Period rolling(int count, String unit) {
        return new Period(count, unit, true, null, null);
    }

    static Period calendar(int count, String unit, String anchor, String zone) {
        return new Period(count, unit, false, anchor, zone);
    }

    static SloDefinition definition(
            long generation,
            int targetPpm,
            Period period,
            BudgetingMethod method,
            int sliceTargetPpm,
            long sliceMillis,
            NoDataPolicy noData,
            BurnTier... tiers) {
        List<Long> windows = List.of(tiers).stream()
                .flatMap(tier -> java.util.stream.Stream.of(tier.longMillis(), tier.shortMillis()))
                .distinct()
                .sorted()
                .toList();
        return new SloDefinition(
                "acme",
                "availability",
                "shop",
                "availability",
                generation,
                new Sli(SliSource.RUM, List.of(), Condition.ok(), List.of()),
                targetPpm,
                period,
                method,
                sliceTargetPpm,
                sliceMillis,
                noData,
                List.of(tiers),
                windows,
                AlertMinimums.NONE,
                SloMetadata.NONE,
                null,
                null);
    }

    /** A joint objective, which counts synthetic results in minutes with too few views. */
    static SloDefinition joint(Period period, BurnTier... tiers) {
        return new SloDefinition(
                "acme",
                "availability",
                "shop",
                "availability",
                1,
                new Sli(SliSource.JOINT, List.of(), Condition.ok(), List.of()),
                990_000,
                period,
                BudgetingMethod.OCCURRENCES,
                0,
                0,
                NoDataPolicy.IGNORE,
                List.of(tiers),
                List.of(),
                AlertMinimums.NONE,
                SloMetadata.NONE,
                null,
                null);
    }

    /** The same objective with another target. */
    static SloDefinition withTarget(SloDefinition was, int targetPpm) {
        return copy(was, was.generation(), was.sli(), targetPpm);
    }

    /** The same objective with another generation of its SLI. */
    static SloDefinition withGeneration(SloDefinition was, long generation) {
        return copy(was, generation, was.sli(), was.targetPpm());
    }

    /** The same objective with a budget for each value of a key. */
    static SloDefinition groupedBy(SloDefinition was, String key) {
        Sli sli = was.sli();
        return copy(
                was, was.generation(), new Sli(sli.source(), sli.where(), sli.good(), List.of(key)), was.targetPpm());
    }

    /** The same objective with minimums of its own. */
    static SloDefinition withMinimums(SloDefinition was, AlertMinimums minimums) {
        return copy(was, was.generation(), was.sli(), was.targetPpm(), minimums);
    }

    private static SloDefinition copy(SloDefinition was, long generation, Sli sli, int targetPpm) {
        return copy(was, generation, sli, targetPpm, was.minimums());
    }

    private static SloDefinition copy(
            SloDefinition was, long generation, Sli sli, int targetPpm, AlertMinimums minimums) {
        return new SloDefinition(
                was.tenant(),
                was.name(),
                was.service(),
                was.displayName(),
                generation,
                sli,
                targetPpm,
                was.period(),
                was.method(),
                was.sliceTargetPpm(),
                was.sliceMillis(),
                was.noData(),
                was.tiers(),
                was.windowMillis(),
                minimums,
                was.metadata(),
                was.runbookUrl(),
                was.url());
    }
}
