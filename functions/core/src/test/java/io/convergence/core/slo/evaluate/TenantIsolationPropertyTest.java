package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.SignalUpdate;
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
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.testing.PropertyTries;
import io.convergence.core.vitals.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Isolation of two tenants whose objectives, SLIs, generations, hosts and pages have the same names. */
@AddLifecycleHook(PropertyTries.class)
class TenantIsolationPropertyTest {
    private static final long START = 1_780_660_800_000L;
    private static final int MINUTES = 150;
    private static final List<String> TENANTS = List.of("acme", "acme-2");
    private static final List<String> NAMES = List.of("availability", "availability-2", "speed");

    private static final List<Sli> INDICATORS = List.of(
            views(Condition.ok(), List.of()),
            views(Condition.ok(), List.of("host")),
            views(Condition.ok(), List.of(), new Selector("host", true, List.of("*.example"))),
            views(Condition.ok(), List.of("page", "browser"), new Selector("app", false, List.of("shop"))),
            views(Condition.measurement("lcp_ms", Comparison.LTE, 2500), List.of("host")));

    private static final List<Period> PERIODS = List.of(
            SampleObjectives.rolling(1, "h"),
            SampleObjectives.rolling(30, "d"),
            SampleObjectives.calendar(1, "d", "2026-03-01T08:30:00", "America/New_York"));

    /** Input of one minute: updates first, then views. */
    private record Step(long minute, List<SloUpdate> updates, List<Beacon> views) {}

    @Property(tries = 20)
    void theInputOfOneTenantDoesNotChangeTheOutputOfAnother(@ForAll long seed) {
        List<Step> steps = steps(new Random(seed));
        TenantsSimulation together = run(steps, TENANTS);
        for (String tenant : TENANTS) {
            List<Object> outputs = together.of(tenant);
            assertThat(outputs)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(ownerOf(each)).isEqualTo(tenant));
            assertThat(firstDifference(outputs, run(steps, List.of(tenant)).of(tenant)))
                    .isEmpty();
        }
    }

    private static TenantsSimulation run(List<Step> steps, List<String> tenants) {
        TenantsSimulation simulation = new TenantsSimulation();
        for (Step step : steps) {
            step.updates().stream()
                    .filter(update -> tenants.contains(update.tenant()))
                    .forEach(simulation::update);
            step.views().stream()
                    .filter(view -> tenants.contains(view.tenant()))
                    .forEach(simulation::view);
            simulation.runTo(step.minute() + MINUTE);
        }
        simulation.runTo(START + 2 * DAY);
        return simulation;
    }

    private static String ownerOf(Object output) {
        if (output instanceof SloSnapshot snapshot) {
            return snapshot.tenant();
        }
        if (output instanceof SloReport report) {
            return report.tenant();
        }
        String key = ((SignalUpdate) output).dedupKey();
        return key.substring(0, key.indexOf('/'));
    }

    private static String firstDifference(List<Object> some, List<Object> others) {
        for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
            Object one = i < some.size() ? some.get(i) : "nothing";
            Object other = i < others.size() ? others.get(i) : "nothing";
            if (!one.equals(other)) {
                return one + "\n" + other;
            }
        }
        return "";
    }

    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>();
        long offset = 0;
        for (long minute = START; minute < START + MINUTES * MINUTE; minute += MINUTE) {
            List<SloUpdate> updates = new ArrayList<>();
            for (String tenant : TENANTS) {
                if (minute == START) {
                    SloDefinition first = definition(tenant, NAMES.get(0), 0, random);
                    updates.add(new SloUpdate(tenant, first.name(), Long.MIN_VALUE, offset++, first));
                } else if (random.nextInt(15) == 0) {
                    String name = NAMES.get(random.nextInt(NAMES.size()));
                    int indicator = random.nextInt(INDICATORS.size());
                    SloDefinition edit = random.nextInt(5) == 0 ? null : definition(tenant, name, indicator, random);
                    updates.add(new SloUpdate(tenant, name, minute, offset++, edit));
                }
            }
            List<Beacon> views = new ArrayList<>();
            int count = random.nextInt(12);
            for (int i = 0; i < count || (minute == START && i < 40); i++) {
                long late = random.nextInt(10) == 0 ? random.nextInt(8) * MINUTE : 0;
                views.add(view(random, TENANTS.get(i % 2), minute - late));
            }
            steps.add(new Step(minute, updates, views));
        }
        return steps;
    }

    private static Beacon view(Random random, String tenant, long at) {
        return new Beacon(
                "v",
                tenant,
                random.nextBoolean() ? "shop" : "blog",
                random.nextBoolean() ? "web.example" : "intranet",
                random.nextBoolean() ? "/" : "/cart",
                random.nextBoolean() ? "chrome" : "firefox",
                at,
                new Vitals(random.nextBoolean() ? 1000.0 * random.nextInt(6) : null, null, null, null, null, null),
                random.nextInt(4) == 0 ? 1 : 0,
                0,
                "");
    }

    private static SloDefinition definition(String tenant, String name, int indicator, Random random) {
        Period period = PERIODS.get(random.nextInt(PERIODS.size()));
        List<BurnTier> tiers = period.unit().equals("h")
                ? List.of(SampleObjectives.PAGE)
                : List.of(SampleObjectives.PAGE, halfDay(random));
        List<Long> windows = tiers.stream()
                .flatMap(tier -> List.of(tier.shortMillis(), tier.longMillis()).stream())
                .distinct()
                .sorted()
                .toList();
        return new SloDefinition(
                tenant,
                name,
                "shop",
                name,
                indicator + 1,
                INDICATORS.get(indicator),
                random.nextBoolean() ? 990_000 : 900_000,
                period,
                BudgetingMethod.OCCURRENCES,
                0,
                0,
                NoDataPolicy.IGNORE,
                tiers,
                windows,
                AlertMinimums.NONE,
                SloMetadata.NONE,
                null,
                null);
    }

    private static BurnTier halfDay(Random random) {
        BurnTier page = SampleObjectives.PAGE;
        return SampleObjectives.tier("half-day", page.severity(), 12 * HOUR, HOUR, 1 + random.nextInt(3), 1, 0);
    }

    private static Sli views(Condition good, List<String> groupBy, Selector... where) {
        return new Sli(SliSource.RUM, List.of(where), good, groupBy);
    }
}
