package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeartbeatPolicyTest {
    private static final long MINUTE = 60_000;
    private static final long START = 6_000 * MINUTE;
    private static final long SLIDE = 10_000;
    private static final long[] SLIDES = {1_000, 5_000, 10_000, 60_000};

    /** The boundary of the app on web.acme.example within five minutes, which its hash determines. */
    private static final long FIRST_DUE = 120_000;

    private static final HostRules RULES = new HostRules(
            WindowSpec.DEFAULTS,
            new ConvergenceRule(Thresholds.REFERENCE),
            new CollapseRule(CollapsePolicy.OFF),
            new EpisodeRule(new EpisodePolicy(0, 0, false, 0, Set.of())),
            HeartbeatPolicy.DEFAULTS,
            Bounds.DEFAULTS);

    private final HostSimulation simulation = new HostSimulation(RULES);

    @Test
    void aNewKeyIsPublishedEachMinuteForThreeMinutesAndThenEveryFiveMinutes() {
        views(0, 60, false);

        // The first verdict is that of the first boundary, ten seconds after the start.
        assertThat(simulation.verdicts.stream().map(VerdictRecord::windowEnd).limit(4))
                .containsExactly(START + SLIDE, START + MINUTE, START + 2 * MINUTE, START + 3 * MINUTE);
        assertThat(endsFrom(START + 3 * MINUTE + SLIDE)).hasSize(11).allMatch(end -> end % (5 * MINUTE) == FIRST_DUE);
        assertThat(minutesOf(simulation.minutes)).hasSize(60);
    }

    @Test
    void aNewKeyThatIsNotHealthyIsPublishedEachMinuteUntilItHasBeenHealthyForAQuarterOfAnHour() {
        views(0, 10, true);
        views(10, 60, false);

        long recovered = lastChange();
        assertThat(minutesOf(simulation.verdicts)).startsWith(consecutive(1, 25).toArray(Long[]::new));
        assertThat(endsFrom(recovered + 15 * MINUTE)).allMatch(end -> end % (5 * MINUTE) == FIRST_DUE);
    }

    @Test
    void aKeyThatIsNotHealthyIsPublishedEachMinuteAndAQuarterOfAnHourLonger() {
        views(0, 60, false);
        simulation.verdicts.clear();
        views(60, 100, true);
        views(100, 160, false);

        long degraded = simulation.verdicts.stream()
                .filter(verdict -> verdict.verdict() != Verdict.HEALTHY && verdict.windowEnd() % MINUTE == 0)
                .count();
        long recovered = lastChange();
        List<Long> since = minutesOf(simulation.verdicts).stream()
                .filter(minute -> START + minute * MINUTE > recovered)
                .toList();
        assertThat(degraded).isGreaterThan(40);
        assertThat(since.subList(0, 14)).isEqualTo(consecutive(since.get(0), 14));
        assertThat(endsFrom(recovered + 16 * MINUTE))
                .hasSizeGreaterThan(5)
                .allMatch(end -> end % (5 * MINUTE) == FIRST_DUE);
    }

    @Test
    void aKeyWhoseDataReturnsIsPublishedEachMinuteForThreeMinutes() {
        views(0, 40, false);
        simulation.advanceTo(START + 65 * MINUTE);
        simulation.verdicts.clear();
        views(65, 80, false);

        assertThat(minutesOf(simulation.verdicts).subList(0, 3)).isEqualTo(consecutive(66, 3));
        assertThat(endsFrom(START + 68 * MINUTE + SLIDE)).hasSize(2).allMatch(end -> end % (5 * MINUTE) == FIRST_DUE);
    }

    @Test
    void keysTakeTurnsOverAllBoundaries() {
        for (int slide = 0; slide < 30; slide++) {
            int due = 0;
            for (int host = 0; host < 30_000; host++) {
                due += isDue("host" + host + ".acme.example", START + slide * SLIDE) ? 1 : 0;
            }
            assertThat(due).isBetween(850, 1_150);
        }
    }

    @Test
    void theBoundaryOfAKeyNeverChanges() {
        assertThat(dueWithinTenMinutes(HeartbeatPolicy.DEFAULTS, "web.acme.example"))
                .containsExactly(FIRST_DUE, 5 * MINUTE + FIRST_DUE);
        assertThat(dueWithinTenMinutes(HeartbeatPolicy.DEFAULTS, "api.acme.example"))
                .containsExactly(260_000L, 560_000L);
    }

    @Test
    void healthyKeysWithAsManyHeartbeatsAsOthersHaveThemAtFullMinutes() {
        HeartbeatPolicy policy = new HeartbeatPolicy(2 * MINUTE, 2 * MINUTE, MinuteUse.STORED);

        assertThat(dueWithinTenMinutes(policy, "api.acme.example"))
                .containsExactly(0L, 2 * MINUTE, 4 * MINUTE, 6 * MINUTE, 8 * MINUTE);
    }

    @Test
    void theNextHeartbeatIsTheFirstBoundaryAtWhichOneIsDue() {
        Random random = new Random(5);
        for (int run = 0; run < 10_000; run++) {
            long slide = SLIDES[random.nextInt(SLIDES.length)];
            long every = MINUTE * (1 + random.nextInt(3));
            long healthy = every * (1 + random.nextInt(5));
            HeartbeatPolicy policy = new HeartbeatPolicy(every, healthy, MinuteUse.UNUSED);
            VerdictKey key = new VerdictKey("acme", "shop", "host" + run + ".acme.example");
            long unchangedSince = random.nextInt(8) == 0
                    ? Long.MIN_VALUE
                    : START - slide * random.nextInt((int) (20 * MINUTE / slide));
            long after = START + slide * random.nextInt((int) (40 * MINUTE / slide));
            long due = after + slide;
            while (!policy.isDue(key, Verdict.HEALTHY, unchangedSince, due, slide)) {
                due += slide;
            }

            assertThat(policy.nextWhileHealthy(key, unchangedSince, after, slide))
                    .isEqualTo(due);
        }
    }

    @Test
    void aHeartbeatIsAtFullMinutes() {
        assertThatThrownBy(() -> new HeartbeatPolicy(30_000, 300_000, MinuteUse.STORED))
                .hasMessageContaining("30000 ms");
        assertThatThrownBy(() -> new HeartbeatPolicy(120_000, 300_000, MinuteUse.STORED))
                .hasMessageContaining("300000 ms");
    }

    private static boolean isDue(String host, long boundary) {
        return HeartbeatPolicy.DEFAULTS.isDue(
                new VerdictKey("acme", "shop", host), Verdict.HEALTHY, Long.MIN_VALUE, boundary, SLIDE);
    }

    /** The heartbeats of a healthy and steady key in the first ten minutes of the epoch. */
    private static List<Long> dueWithinTenMinutes(HeartbeatPolicy policy, String host) {
        VerdictKey key = new VerdictKey("acme", "shop", host);
        return LongStream.iterate(0, boundary -> boundary < 10 * MINUTE, boundary -> boundary + SLIDE)
                .filter(boundary -> policy.isDue(key, Verdict.HEALTHY, Long.MIN_VALUE, boundary, SLIDE))
                .boxed()
                .toList();
    }

    /** A view every 10 s from a minute to another, every second one with an error when users are affected. */
    private void views(int from, int to, boolean affected) {
        for (long at = from * MINUTE; at < to * MINUTE; at += 10_000) {
            simulation.view(HostSimulation.view("shop", START + at, affected && at % 20_000 == 0, null));
        }
        simulation.advanceTo(START + to * MINUTE);
    }

    private long lastChange() {
        return simulation.verdicts.stream()
                .filter(VerdictRecord::changed)
                .mapToLong(VerdictRecord::windowEnd)
                .max()
                .orElseThrow();
    }

    private List<Long> endsFrom(long first) {
        return simulation.verdicts.stream()
                .map(VerdictRecord::windowEnd)
                .filter(end -> end >= first)
                .toList();
    }

    private static List<Long> minutesOf(List<VerdictRecord> verdicts) {
        return verdicts.stream()
                .map(VerdictRecord::windowEnd)
                .filter(end -> end % MINUTE == 0)
                .map(end -> (end - START) / MINUTE)
                .toList();
    }

    private static List<Long> consecutive(long first, int count) {
        List<Long> minutes = new ArrayList<>();
        for (long minute = first; minute < first + count; minute++) {
            minutes.add(minute);
        }
        return minutes;
    }
}
