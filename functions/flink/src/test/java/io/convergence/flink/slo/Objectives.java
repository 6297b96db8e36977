package io.convergence.flink.slo;

import io.convergence.core.signal.NamedValues;
import io.convergence.core.signal.Severity;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloMetadata;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.List;

/** Definitions of objectives for tests. */
public final class Objectives {
    public static final long MINUTE = 60_000;
    public static final long HOUR = 60 * MINUTE;

    private Objectives() {}

    /** Availability of page views by host, over a rolling period of 2 hours, with one tier. */
    public static SloDefinition byHost(String tenant, long generation, int targetPpm) {
        return new SloDefinition(
                tenant,
                "availability",
                "shop",
                "availability",
                generation,
                new Sli(SliSource.RUM, List.of(), Condition.ok(), List.of("host")),
                targetPpm,
                new Period(2, "h", true, null, null),
                BudgetingMethod.OCCURRENCES,
                0,
                0,
                NoDataPolicy.IGNORE,
                List.of(new BurnTier("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 72, 5, Comparison.GT, 0)),
                List.of(5 * MINUTE, HOUR),
                AlertMinimums.NONE,
                SloMetadata.NONE,
                null,
                null);
    }

    /** LCP of the checkout by host and browser, in slices of a calendar month: nothing in it is a default. */
    public static SloDefinition slices() {
        return slices(
                new AlertMinimums(12, 3),
                new SloMetadata(
                        List.of(new NamedValues("team", List.of("web", "shop"))),
                        List.of(new NamedValues("page-1h", List.of("mail", "pager")))));
    }

    /** The same as it was stored before objectives had minimums, labels and notification targets. */
    public static SloDefinition slicesWithoutMetadata() {
        return slices(AlertMinimums.NONE, SloMetadata.NONE);
    }

    private static SloDefinition slices(AlertMinimums minimums, SloMetadata metadata) {
        return new SloDefinition(
                "acme",
                "checkout-lcp",
                "shop",
                "LCP of the checkout",
                77,
                new Sli(
                        SliSource.RUM,
                        List.of(
                                new Selector("app", false, List.of("shop")),
                                new Selector("page", true, List.of("/cart*", "/checkout/*"))),
                        Condition.measurement("lcp_ms", Comparison.LTE, 2500.5),
                        List.of("host", "browser")),
                950_000,
                new Period(1, "M", false, "2026-01-01 00:00:00", "Europe/Berlin"),
                BudgetingMethod.TIMESLICES,
                900_000,
                300_000,
                NoDataPolicy.GOOD,
                List.of(
                        new BurnTier("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 72, 5, Comparison.GT, 0),
                        new BurnTier(
                                "ticket-3d", Severity.WARNING, 72 * HOUR, 6 * HOUR, 1, 1, Comparison.GTE, 120_000)),
                List.of(5 * MINUTE, HOUR, 6 * HOUR, 72 * HOUR),
                minimums,
                metadata,
                "https://runbooks.example/lcp",
                "https://dashboards.example/lcp");
    }

    /** Verdicts that users or checks alone saw, of all apps and hosts together, without tiers. */
    public static SloDefinition verdicts() {
        return new SloDefinition(
                "acme",
                "seen-by-checks",
                "shop",
                "seen-by-checks",
                78,
                new Sli(
                        SliSource.CONVERGENCE,
                        List.of(),
                        Condition.verdictNotIn(List.of("USER_IMPACT_CONFIRMED", "USER_ONLY_SYNTHETIC_BLIND")),
                        List.of()),
                999_000,
                new Period(30, "d", true, null, null),
                BudgetingMethod.RATIO_TIMESLICES,
                0,
                60_000,
                NoDataPolicy.BAD,
                List.of(),
                List.of(),
                AlertMinimums.NONE,
                SloMetadata.NONE,
                null,
                null);
    }

    /** The definitions that a job starts with. */
    public static SloStart start(SloDefinition... definitions) {
        return new SloStart(
                List.of(definitions).stream()
                        .map(definition -> new SloUpdate(definition.tenant(), definition.name(), 0, 0, definition))
                        .toList(),
                List.of(),
                0,
                0);
    }
}
