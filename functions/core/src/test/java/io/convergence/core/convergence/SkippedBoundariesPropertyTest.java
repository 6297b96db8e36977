package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.WindowSpec;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A host that is evaluated where something can change, compared with one that is evaluated at every boundary. */
class SkippedBoundariesPropertyTest {
    private static final long SPAN = 1_500_000;
    private static final Thresholds FEW = new Thresholds(5, new Ratio(1, 10), 4000, 1, 2, new Ratio(1, 2), 1, 0, 0);
    private static final String[] APPS = {"shop", "cart"};
    private static final MinuteUse[] USES = MinuteUse.values();

    /** Views per error view, and checks per failure. */
    private static final int[] FREQUENCIES = {3, 8, 40, 1_000};

    private static final int[] SLOWEST_MILLIS = {5_000, 4_500, 2_000};

    /** Milliseconds between two views of an app during a phase; 0 for none. */
    private static final long[] GAPS = {0, 0, 2_000, 7_000, 30_000, 90_000};

    @Property(tries = 300)
    void theOutcomeIsThatOfAllBoundaries(@ForAll long seed) {
        Random settings = new Random(seed);
        HostRules rules = rules(
                settings,
                new HeartbeatPolicy(
                        60_000, settings.nextInt(3) * 60_000L + 60_000, USES[settings.nextInt(USES.length)]));
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
        HostSimulation each = simulated(seed, HeartbeatPolicy.EACH_MINUTE);
        HostSimulation some = simulated(seed, new HeartbeatPolicy(60_000, 120_000, MinuteUse.STORED));
        HostSimulation bare = simulated(seed, new HeartbeatPolicy(60_000, 120_000, MinuteUse.COUNTED));

        assertThat(each.verdicts)
                .containsSubsequence(some.verdicts.stream()
                        .filter(verdict -> verdict.changed() || verdict.windowEnd() % 60_000 == 0)
                        .toList());
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

    @Property(tries = 300)
    void minutesThatAreNotUsedAreNotFormedAndChangeNothingElse(@ForAll long seed) {
        long every = 60_000L * (1 + new Random(seed).nextInt(2));
        long healthy = every * (1 + new Random(~seed).nextInt(5));
        HostSimulation used = simulated(seed, new HeartbeatPolicy(every, healthy, MinuteUse.STORED));
        HostSimulation unused = simulated(seed, new HeartbeatPolicy(every, healthy, MinuteUse.UNUSED));

        assertThat(unused.verdicts).isEqualTo(used.verdicts);
        assertThat(unused.signals).isEqualTo(used.signals);
        assertThat(unused.tippedAt).isEqualTo(used.tippedAt);
        assertThat(unused.endedVerdicts).isEqualTo(used.endedVerdicts);
        assertThat(unused.late).hasSameSizeAs(used.late);
        assertThat(unused.minutes).isEmpty();
        assertThat(unused.memory.vitalsCount()).isZero();
        assertThat(unused.evaluations).isLessThanOrEqualTo(used.evaluations);
    }

    /** The simulation of a run with the rules of the same seed. */
    private static HostSimulation simulated(long seed, HeartbeatPolicy heartbeats) {
        HostSimulation simulation = new HostSimulation(rules(new Random(seed), heartbeats));
        run(simulation, new Random(seed));
        return simulation;
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
        Thresholds recent = new Thresholds(5, new Ratio(1, 10), 4000, 3, 2, new Ratio(1, 2), 1, 20_000, 1);
        return new HostRules(
                window,
                new ConvergenceRule(random.nextBoolean() ? FEW : recent),
                new CollapseRule(collapse),
                new EpisodeRule(episodes),
                heartbeats,
                Bounds.DEFAULTS);
    }

    @Example
    void aHostThatStaysHealthyIsEvaluatedAtItsHeartbeatsWhereMinutesAreNotUsed() {
        HostSimulation simulation =
                new HostSimulation(withoutCollapse(900_000, new HeartbeatPolicy(60_000, 300_000, MinuteUse.UNUSED)));
        for (long now = 1; now < 4_500_000; now += 60_000) {
            simulation.view(HostSimulation.view("shop", now, false, 1_000.0));
            simulation.advanceTo(now - 1_000);
        }
        // The first three minutes have a heartbeat each, the other 72 minutes one each five minutes.
        assertThat(simulation.evaluations).isBetween(3 + 14, 3 + 14 + 3);
    }

    @Example
    void aHostWithTrafficThatStaysHealthyIsEvaluatedAtFullMinutes() {
        HostSimulation simulation = new HostSimulation(withoutCollapse(120_000, HeartbeatPolicy.DEFAULTS));
        for (long now = 1; now < 1_200_000; now += 1_000) {
            simulation.view(HostSimulation.view("shop", now, false, 1_000.0));
            if (now % 5_000 == 1) {
                simulation.result("r" + now, new SyntheticSample(now, "", false, ""));
            }
            simulation.advanceTo(now - 1_000);
        }
        int healthy = simulation.evaluations;
        assertThat(healthy).isLessThanOrEqualTo(20 + 2);

        for (int error = 0; error < 200; error++) {
            simulation.view(HostSimulation.view("shop", 1_200_001, true, 1_000.0));
        }
        simulation.advanceTo(1_209_999);
        assertThat(simulation.verdicts.get(simulation.verdicts.size() - 1))
                .extracting(VerdictRecord::windowEnd, VerdictRecord::verdict)
                .containsExactly(1_210_000L, Verdict.USER_ONLY_SYNTHETIC_BLIND);
    }

    private static HostRules withoutCollapse(long windowMillis, HeartbeatPolicy heartbeats) {
        return new HostRules(
                new WindowSpec(windowMillis, 10_000),
                new ConvergenceRule(FEW),
                new CollapseRule(CollapsePolicy.OFF),
                new EpisodeRule(EpisodePolicy.REFERENCE),
                heartbeats,
                Bounds.DEFAULTS);
    }

    /**
     * Phases of dense, sparse and no traffic for each app, with late views, and results in every third run. Errors, slow
     * views and failed checks are frequent in some runs and rare in others.
     */
    private static void run(HostSimulation simulation, Random random) {
        boolean isChecked = random.nextInt(3) == 0;
        int viewsPerError = FREQUENCIES[random.nextInt(FREQUENCIES.length)];
        int checksPerFailure = FREQUENCIES[random.nextInt(FREQUENCIES.length)];
        int slowestMillis = SLOWEST_MILLIS[random.nextInt(SLOWEST_MILLIS.length)];
        long[] gaps = new long[APPS.length];
        long[] phaseEnds = new long[APPS.length];
        for (long now = 1; now < SPAN; now += 1_000) {
            for (int app = 0; app < APPS.length; app++) {
                if (now >= phaseEnds[app]) {
                    phaseEnds[app] = now + 60_000 + random.nextInt(240_000);
                    gaps[app] = GAPS[random.nextInt(GAPS.length)];
                }
                if (gaps[app] > 0 && random.nextInt((int) (gaps[app] / 1_000)) == 0) {
                    double lcpMillis = 100 + random.nextInt(slowestMillis);
                    view(simulation, APPS[app], now, random.nextInt(viewsPerError) == 0, lcpMillis, random);
                }
            }
            if (isChecked && random.nextInt(40) == 0) {
                String app = random.nextBoolean() ? "" : APPS[0];
                boolean failed = random.nextInt(checksPerFailure) == 0;
                simulation.result("r" + now, new SyntheticSample(now, app, failed, ""));
            }
            if (random.nextInt(8) == 0) {
                simulation.advanceTo(now - 1_000);
            }
        }
        simulation.advanceTo(SPAN + 2 * HostRules.UNNAMED_MILLIS);
    }

    private static void view(
            HostSimulation simulation, String app, long now, boolean failed, double lcpMillis, Random random) {
        boolean isLate = random.nextInt(50) == 0;
        long at = isLate ? now - 10_000 - random.nextInt(60_000) : now;
        long passed = isLate ? now - now % 10_000 : RumPartial.ON_TIME;
        simulation.view(HostSimulation.view(app, at, failed, lcpMillis), passed);
    }
}
