package io.convergence.core.samples;

import static io.convergence.core.samples.Samples.NOON;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.NamedValues;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloMetadata;
import io.convergence.core.slo.result.AttributedCount;
import io.convergence.core.slo.result.ReportKind;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.result.SloStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sample SLO records for tests. */
public final class SloSamples {
    private static final SloMetadata METADATA = new SloMetadata(
            List.of(new NamedValues("team", List.of("web", "shop"))),
            List.of(new NamedValues("page-1h", List.of("pager"))));

    /** Milliseconds of a minute. */
    public static final long MINUTE = 60_000;

    /** Milliseconds of a day. */
    public static final long DAY = 1440 * MINUTE;

    private SloSamples() {}

    /** An objective on the page views of a shop. */
    public static SloDefinition definition(String name) {
        Sli sli = new Sli(
                SliSource.RUM,
                List.of(
                        new Selector("app", false, List.of("shop")),
                        new Selector("host", true, List.of("*.acme.example"))),
                Condition.measurement("lcp_ms", Comparison.LTE, 2500),
                List.of("host"));
        BurnTier page = new BurnTier("page-1h", Severity.CRITICAL, 60 * MINUTE, 5 * MINUTE, 72, 5, Comparison.GT, 0);
        return new SloDefinition(
                "acme",
                name,
                "shop",
                "Shop is fast",
                77,
                sli,
                999_000,
                new Period(30, "d", true, null, null),
                BudgetingMethod.OCCURRENCES,
                0,
                0,
                NoDataPolicy.IGNORE,
                List.of(page),
                List.of(300_000L, 3_600_000L),
                AlertMinimums.NONE,
                METADATA,
                "https://runbooks.example/shop",
                null);
    }

    /** A snapshot of a budget that is 40 % spent. */
    public static SloSnapshot snapshot(String group, long windowEnd, int revision, long total) {
        return new SloSnapshot(
                "acme",
                "shop-fast",
                77,
                group,
                windowEnd,
                999_000,
                BudgetingMethod.OCCURRENCES,
                windowEnd - 30 * DAY,
                30 * DAY,
                null,
                new WindowCounts(30 * DAY, total - 40, 40, total),
                List.of(
                        new WindowCounts(5 * MINUTE, 0, 0, 0),
                        new WindowCounts(60 * MINUTE, 4928, 72, 5000),
                        new WindowCounts(DAY, 49_960, 40, 50_000)),
                9,
                12,
                total / 4,
                SloStatus.BURNING,
                false,
                60 * MINUTE,
                108_000_500L,
                null,
                revision);
    }

    /** A snapshot of an hour without events. */
    public static SloSnapshot silent() {
        return new SloSnapshot(
                "acme",
                "shop-fast",
                77,
                "",
                NOON,
                999_000,
                BudgetingMethod.OCCURRENCES,
                NOON - 60 * MINUTE,
                60 * MINUTE,
                null,
                new WindowCounts(60 * MINUTE, 0, 0, 0),
                List.of(),
                0,
                0,
                0,
                SloStatus.NO_DATA,
                true,
                60 * MINUTE,
                null,
                null,
                0);
    }

    /** A report of a day that spent half of the budget. */
    public static SloReport report(ReportKind kind, long observedMinutes, long total) {
        return new SloReport(
                "acme",
                "shop-fast",
                77,
                "host=a.acme.example",
                kind,
                NOON - DAY,
                NOON,
                999_000,
                BudgetingMethod.OCCURRENCES,
                new WindowCounts(DAY, total - 50, 50, total),
                total,
                50,
                observedMinutes,
                3,
                30,
                2000,
                NOON - 60 * MINUTE,
                List.of(
                        new AttributedCount("page", "/cart", 30),
                        new AttributedCount("page", "(other)", 20),
                        new AttributedCount("browser", "chrome", 50)),
                METADATA);
    }

    /** A burn-rate signal of the page tier. */
    public static Signal burn(
            String slo, String group, SignalStatus status, SignalReason reason, @Nullable BurnEvidence evidence) {
        return new Signal(
                SignalKind.SLO_BURN_RATE,
                new SignalSubject(
                        "acme",
                        null,
                        null,
                        "shop",
                        slo,
                        group,
                        "page-1h",
                        Severity.CRITICAL,
                        "https://runbooks.example/shop",
                        null,
                        METADATA.labels(),
                        List.of("pager")),
                NOON - 10 * MINUTE,
                2,
                status,
                reason,
                NOON,
                null,
                evidence,
                false);
    }

    /** A burn rate of 25 over an hour. */
    public static BurnEvidence evidence() {
        return new BurnEvidence(
                999_000,
                72,
                5,
                new WindowCounts(60 * MINUTE, 4875, 125, 5000),
                new WindowCounts(5 * MINUTE, 390, 20, 410),
                new WindowCounts(30 * DAY, 2_999_125, 875, 3_000_000),
                73_440_000L);
    }
}
