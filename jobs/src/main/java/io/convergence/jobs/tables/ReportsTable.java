package io.convergence.jobs.tables;

import static io.convergence.jobs.postgres.Column.count;
import static io.convergence.jobs.postgres.Column.decimal;
import static io.convergence.jobs.postgres.Column.flag;
import static io.convergence.jobs.postgres.Column.instant;
import static io.convergence.jobs.postgres.Column.json;
import static io.convergence.jobs.postgres.Column.text;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.codec.DefinitionJson;
import io.convergence.core.codec.ReportJson;
import io.convergence.core.slo.budget.BurnRate;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.result.SloReport;
import io.convergence.jobs.postgres.ConflictRule;
import io.convergence.jobs.postgres.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code slo_reports}: result of each objective in each closed span. A report is final. If a job that lost its state
 * writes one again, the row with more observed minutes, then with more events, wins.
 */
public final class ReportsTable {
    private ReportsTable() {}

    /** The table. */
    public static Table<SloReport> table() {
        return new Table<>(
                "slo_reports",
                List.of(
                        text("tenant", SloReport::tenant),
                        text("slo", SloReport::slo),
                        count("generation", SloReport::generation),
                        text("slo_group", SloReport::group),
                        text("kind", report -> report.kind().label()),
                        instant("period_start", SloReport::start)),
                List.of(
                        instant("period_end", SloReport::end),
                        count("good", report -> report.counts().good()),
                        count("bad", report -> report.counts().bad()),
                        count("total", report -> report.counts().total()),
                        decimal("target", report -> SloColumns.target(report.targetPpm())),
                        text("method", report -> report.method().label()),
                        decimal("compliance", ReportsTable::compliance),
                        decimal("consumed", ReportsTable::consumed),
                        decimal("remaining", report -> SloColumns.ratio(remaining(report))),
                        flag("met", ReportsTable::isMet),
                        count("events", SloReport::events),
                        count("bad_events", SloReport::badEvents),
                        count("observed_minutes", SloReport::observedMinutes),
                        count("breach_minutes", SloReport::breachMinutes),
                        decimal("worst_burn", ReportsTable::worstBurn),
                        count("worst_burn_bad", SloReport::worstBurnBad),
                        count("worst_burn_total", SloReport::worstBurnTotal),
                        instant("worst_burn_at", ReportsTable::worstBurnAt),
                        json("attribution", ReportJson::attribution),
                        json(
                                "labels",
                                report -> DefinitionJson.lists(report.metadata().labels())),
                        json(
                                "notification_targets",
                                report -> DefinitionJson.lists(report.metadata().notificationTargets()))),
                ConflictRule.highest("observed_minutes", "events"),
                null,
                false);
    }

    private static @Nullable Object compliance(SloReport report) {
        return SloColumns.ratio(ErrorBudget.sli(
                report.counts().good(), report.counts().good() + report.counts().bad()));
    }

    private static @Nullable Object consumed(SloReport report) {
        return SloColumns.ratio(
                ErrorBudget.consumed(report.counts().bad(), report.counts().total(), report.targetPpm()));
    }

    private static @Nullable Fraction remaining(SloReport report) {
        return ErrorBudget.remaining(report.counts().bad(), report.counts().total(), report.targetPpm());
    }

    /** Whether the target was met, which means that the budget is not overspent; null without events. */
    private static @Nullable Object isMet(SloReport report) {
        Fraction remaining = remaining(report);
        return remaining == null ? null : remaining.signum() >= 0;
    }

    private static @Nullable Object worstBurn(SloReport report) {
        return SloColumns.ratio(BurnRate.of(report.worstBurnBad(), report.worstBurnTotal(), report.targetPpm()));
    }

    private static @Nullable Object worstBurnAt(SloReport report) {
        return report.worstBurnTotal() == 0 ? null : report.worstBurnAt();
    }
}
