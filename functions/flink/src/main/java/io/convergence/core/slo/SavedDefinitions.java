package io.convergence.core.slo;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.SloMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of restored definitions and documents to today's types. The types below it are in one file because they are
 * only its input: names, components and constants are those of the savepoint and must not change.
 */
public final class SavedDefinitions {
    private SavedDefinitions() {}

    /**
     * Converts a value of the state {@code slo-updates}.
     *
     * @param saved value as Flink restored it
     */
    public static io.convergence.core.slo.definition.SloUpdate update(Object saved) {
        SloUpdate update = (SloUpdate) saved;
        SloDefinition definition = update.definition();
        return new io.convergence.core.slo.definition.SloUpdate(
                update.tenant(),
                update.name(),
                update.effectiveFrom(),
                update.offset(),
                definition == null ? null : definition(definition));
    }

    /**
     * Converts an element of the state {@code definition-records}.
     *
     * @param saved element as Flink restored it
     */
    public static io.convergence.core.slo.definition.DefinitionRecord document(Object saved) {
        DefinitionRecord record = (DefinitionRecord) saved;
        return new io.convergence.core.slo.definition.DefinitionRecord(
                record.key(), record.offset(), record.timestamp(), record.document());
    }

    private static io.convergence.core.slo.definition.SloDefinition definition(SloDefinition saved) {
        return new io.convergence.core.slo.definition.SloDefinition(
                        saved.tenant(),
                        saved.name(),
                        saved.service(),
                        saved.displayName(),
                        saved.generation(),
                        sli(saved.sli()),
                        saved.targetPpm(),
                        period(saved.period()),
                        constant(io.convergence.core.slo.definition.BudgetingMethod.class, saved.method()),
                        saved.sliceTargetPpm(),
                        saved.sliceMillis(),
                        constant(io.convergence.core.slo.definition.NoDataPolicy.class, saved.noData()),
                        saved.tiers().stream().map(SavedDefinitions::tier).toList(),
                        saved.windowMillis(),
                        AlertMinimums.NONE,
                        SloMetadata.NONE,
                        saved.runbookUrl(),
                        saved.url())
                .renumbered();
    }

    private static io.convergence.core.slo.definition.Sli sli(Sli saved) {
        return new io.convergence.core.slo.definition.Sli(
                constant(io.convergence.core.slo.definition.SliSource.class, saved.source()),
                saved.where().stream()
                        .map(selector -> new io.convergence.core.slo.definition.Selector(
                                selector.key(), selector.glob(), selector.values()))
                        .toList(),
                condition(saved.good()),
                saved.groupBy());
    }

    private static io.convergence.core.slo.definition.Condition condition(Condition saved) {
        Comparison comparison = saved.comparison();
        return new io.convergence.core.slo.definition.Condition(
                constant(io.convergence.core.slo.definition.Condition.Kind.class, saved.kind()),
                saved.measurement(),
                comparison == null ? null : comparison(comparison),
                saved.threshold(),
                saved.verdicts());
    }

    private static io.convergence.core.slo.budget.Period period(Period saved) {
        return new io.convergence.core.slo.budget.Period(
                saved.count(), saved.unit(), saved.rolling(), saved.anchor(), saved.zone());
    }

    private static io.convergence.core.slo.definition.BurnTier tier(BurnTier saved) {
        return new io.convergence.core.slo.definition.BurnTier(
                saved.name(),
                saved.severity(),
                saved.longMillis(),
                saved.shortMillis(),
                saved.factorNumerator(),
                saved.factorDenominator(),
                comparison(saved.comparison()),
                saved.holdMillis());
    }

    private static io.convergence.core.slo.budget.Comparison comparison(Comparison saved) {
        return constant(io.convergence.core.slo.budget.Comparison.class, saved);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Enum<?> saved) {
        return Enum.valueOf(type, saved.name());
    }
}

record SloUpdate(
        String tenant,
        String name,
        long effectiveFrom,
        long offset,
        @Nullable SloDefinition definition) {}

record SloDefinition(
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
        @Nullable String url) {}

record Sli(SliSource source, List<Selector> where, Condition good, List<String> groupBy) {}

record Selector(String key, boolean glob, List<String> values) {}

record Condition(
        Kind kind,
        @Nullable String measurement,
        @Nullable Comparison comparison,
        double threshold,
        List<String> verdicts) {
    enum Kind {
        OK,
        MEASUREMENT,
        VERDICT
    }
}

record Period(
        int count,
        String unit,
        boolean rolling,
        @Nullable String anchor,
        @Nullable String zone) {}

record BurnTier(
        String name,
        Severity severity,
        long longMillis,
        long shortMillis,
        long factorNumerator,
        long factorDenominator,
        Comparison comparison,
        long holdMillis) {}

record DefinitionRecord(
        String key, long offset, long timestamp, @Nullable String document) {}

enum SliSource {
    RUM,
    SYNTHETIC,
    CONVERGENCE,
    JOINT
}

enum BudgetingMethod {
    OCCURRENCES,
    TIMESLICES,
    RATIO_TIMESLICES
}

enum NoDataPolicy {
    IGNORE,
    GOOD,
    BAD
}

enum Comparison {
    LT,
    LTE,
    GT,
    GTE
}
