package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.decimal;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.json;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.codec.DefinitionJson;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.jobs.postgres.Column;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code slos}: the latest compiled definition of each objective. The last row written wins, so the stream must be
 * written in order. No column could decide it, because initial definitions have no time from which they apply.
 */
public final class SlosTable {
    private SlosTable() {}

    /** Value of a column by the definition. */
    private interface Part extends Function<SloDefinition, @Nullable Object>, Serializable {}

    /** The table. */
    public static Table<SloUpdate> table() {
        return new Table<>(
                "slos",
                List.of(text("tenant", SloUpdate::tenant), text("slo", SloUpdate::name)),
                List.of(
                        instant("effective_from", SlosTable::effectiveFrom),
                        flag("removed", update -> update.definition() == null),
                        text("service", part(SloDefinition::service)),
                        text("display_name", part(SloDefinition::displayName)),
                        count("generation", part(SloDefinition::generation)),
                        text("source", part(slo -> slo.sli().source().label())),
                        json("sli", part(slo -> DefinitionJson.sli(slo.sli()))),
                        decimal("target", part(slo -> SloColumns.target(slo.targetPpm()))),
                        text("period", part(slo -> slo.period().label())),
                        flag("rolling", part(slo -> slo.period().rolling())),
                        text("calendar_anchor", part(slo -> slo.period().anchor())),
                        text("calendar_zone", part(slo -> slo.period().zone())),
                        text("method", part(slo -> slo.method().label())),
                        decimal("slice_target", part(SlosTable::sliceTarget)),
                        count("slice_seconds", part(SlosTable::sliceSeconds)),
                        text("no_data", part(slo -> slo.noData().label())),
                        json("tiers", part(slo -> DefinitionJson.tiers(slo.tiers()))),
                        json(
                                "labels",
                                part(slo -> DefinitionJson.lists(slo.metadata().labels()))),
                        json(
                                "notification_targets",
                                part(slo -> DefinitionJson.lists(slo.metadata().notificationTargets()))),
                        count("min_events", part(slo -> number(slo.minimums().events()))),
                        count("min_bad", part(slo -> number(slo.minimums().bad()))),
                        text("runbook_url", part(SloDefinition::runbookUrl)),
                        text("url", part(SloDefinition::url))),
                ConflictRule.last(),
                null,
                false);
    }

    /** Value of a column by the update: null when the update removes the objective. */
    private static Column.Value<SloUpdate> part(Part part) {
        return update -> update.definition() == null ? null : part.apply(update.definition());
    }

    private static @Nullable Object effectiveFrom(SloUpdate update) {
        return update.effectiveFrom() == Long.MIN_VALUE ? null : update.effectiveFrom();
    }

    private static @Nullable Object number(@Nullable Integer minimum) {
        return minimum == null ? null : minimum.longValue();
    }

    private static @Nullable Object sliceTarget(SloDefinition slo) {
        return slo.method() == BudgetingMethod.TIMESLICES ? SloColumns.target(slo.sliceTargetPpm()) : null;
    }

    private static @Nullable Object sliceSeconds(SloDefinition slo) {
        return slo.method() == BudgetingMethod.OCCURRENCES ? null : slo.sliceMillis() / 1000;
    }
}
