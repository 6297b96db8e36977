package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.WindowSpec;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A host that is evaluated where something can change, compared with one that is evaluated at every boundary. */
class SkippedBoundariesPropertyTest {
    private static final long SPAN = 1_500_000;
    private static final Thresholds FEW = new Thresholds(5, new Ratio(1, 10), 4000, 1, 2, new Ratio(1, 2), 1, 0, 0);
    private static final String[] APPS = {"shop", "cart"};

    /** Milliseconds between two views of an app during a phase; 0 for none. */
    private static final long[] GAPS = {0, 0, 2_000, 7_000, 30_000, 90_000};

    @Property(tries = 300)
    void theOutcomeIsThatOfAllBoundaries(@ForAll long seed) {
        Random settings = new Random(seed);
        HostRules rules = rules(
                settings, new HeartbeatPolicy(60_000, settings.nextInt(3) * 60_000L + 60_000, settings.nextBoolean()));
        HostSimulation some = new HostSimulation(rules);
        HostSimulation all = HostSimulation.atEveryBoundary(rules);
        run(some, new Random(seed));
        run(all, new Random(seed));

        assertThat(some.verdicts).isEqualTo(all.verdicts);
        assertThat(some.minutes).isEqualTo(all.minutes);
        assertThat(some.signals).isEqualTo(all.signals);
        assertThat(some.tippedAt).isEqualTo(all.tippedAt);
        assertThat(some.endedVerdicts).isEqualTo(all.endedVerdicts);
        assertThat(some.late).hasSameSizeAs(all.late);
        assertThat(some.memory.vitalsCount()).isEqualTo(all.memory.vitalsCount());
        assertThat(some.evaluations).isLessThanOrEqualTo(all.evaluations);
    }

    @Property(tries = 300)
    void heartbeatsThatAreFurtherApartChangeNoOtherVerdictAndNoMinute(@ForAll long seed) {
        HostSimulation each = new HostSimulation(rules(new Random(seed), HeartbeatPolicy.EACH_MINUTE));
        HostSimulation some = new HostSimulation(rules(new Random(seed), new HeartbeatPolicy(60_000, 120_000, true)));
        HostSimulation bare = new HostSimulation(rules(new Random(seed), new HeartbeatPolicy(60_000, 120_000, false)));
        run(each, new Random(seed));
        run(some, new Random(seed));
        run(bare, new Random(seed));

        assertThat(each.verdicts).containsSubsequence(some.verdicts);
        assertThat(some.verdicts)
                .containsAll(each.verdicts.stream()
                        .filter(verdict -> verdict.changed() || verdict.verdict() != Verdict.HEALTHY)
                        .toList());
        assertThat(some.minutes).isEqualTo(each.minutes);
        assertThat(some.signals).isEqualTo(each.signals);
        assertThat(some.endedVerdicts).isEqualTo(each.endedVerdicts);
        assertThat(bare.verdicts).isEqualTo(some.verdicts);
        assertThat(bare.signals).isEqualTo(some.signals);
        assertThat(counted(bare)).isEqualTo(counted(some));
        assertThat(bare.memory.vitalsCount()).isZero();
    }

    private static List<String> counted(HostSimulation simulation) {
        return simulation.minutes.stream()
                .map(minute -> minute.key().recordKey()
                        + ' '
                        + minute.windowEnd()
                        + ' '
                        + minute.verdict()
                        + ' '
                        + minute.views()
                        + ' '
                        + minute.checks())
                .toList();
    }

    /** Windows from 20 s, so shorter than the time between two heartbeats, to 2 min, and a collapse that few views suffice for. */
    private static HostRules rules(Random random, HeartbeatPolicy heartbeats) {
        WindowSpec window = new WindowSpec(20_000L * (1 + random.nextInt(6)), 10_000);
        CollapsePolicy collapse = random.nextBoolean()
                ? new CollapsePolicy(List.of(20_000L), new Ratio(1, 2), new Ratio(1, 2), 1, 300_000, Set.of())
                : CollapsePolicy.OFF;
        EpisodePolicy episodes =
                new EpisodePolicy(random.nextInt(3) * 60_000L, random.nextInt(2) * 20_000L, false, 150_000, Set.of());
        return new HostRules(
                window,
                new ConvergenceRule(FEW),
                new CollapseRule(collapse),
                new EpisodeRule(episodes),
                heartbeats,
                Bounds.DEFAULTS);
    }

    /** Phases of dense, sparse and no traffic for each app, with late views, and results in every third run. */
    private static void run(HostSimulation simulation, Random random) {
        boolean isChecked = random.nextInt(3) == 0;
        long[] gaps = new long[APPS.length];
        long[] phaseEnds = new long[APPS.length];
        for (long now = 1; now < SPAN; now += 1_000) {
            for (int app = 0; app < APPS.length; app++) {
                if (now >= phaseEnds[app]) {
                    phaseEnds[app] = now + 60_000 + random.nextInt(240_000);
                    gaps[app] = GAPS[random.nextInt(GAPS.length)];
                }
                if (gaps[app] > 0 && random.nextInt((int) (gaps[app] / 1_000)) == 0) {
                    view(simulation, APPS[app], now, random);
                }
            }
            if (isChecked && random.nextInt(40) == 0) {
                simulation.result("r" + now, new SyntheticSample(now, "", random.nextInt(3) == 0, ""));
            }
            if (random.nextInt(8) == 0) {
                simulation.advanceTo(now - 1_000);
            }
        }
        simulation.advanceTo(SPAN + 2 * HostRules.UNNAMED_MILLIS);
    }

    private static void view(HostSimulation simulation, String app, long now, Random random) {
        boolean isLate = random.nextInt(50) == 0;
        long at = isLate ? now - 10_000 - random.nextInt(60_000) : now;
        long passed = isLate ? now - now % 10_000 : RumPartial.ON_TIME;
        double lcpMillis = 100 + random.nextInt(5_000);
        simulation.view(HostSimulation.view(app, at, random.nextInt(8) == 0, lcpMillis), passed);
    }
}
