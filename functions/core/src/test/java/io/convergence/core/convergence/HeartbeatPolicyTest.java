package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;

class HeartbeatPolicyTest {
    private static final long MINUTE = 60_000;
    private static final long START = 6_000 * MINUTE;
    private static final HostRules RULES = new HostRules(
            WindowSpec.DEFAULTS,
            new ConvergenceRule(Thresholds.REFERENCE),
            new CollapseRule(CollapsePolicy.OFF),
            new EpisodeRule(new EpisodePolicy(0, 0, false, 0, Set.of())),
            HeartbeatPolicy.DEFAULTS,
            Bounds.DEFAULTS);

    private final HostSimulation simulation = new HostSimulation(RULES);

    @Test
    void aNewKeyIsPublishedEachMinuteForAQuarterOfAnHourAndThenEveryFiveMinutes() {
        views(0, 60, false);

        List<Long> minutes = minutesOf(simulation.verdicts);
        assertThat(minutes.subList(0, 15))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
        assertThat(minutes.subList(15, minutes.size()))
                .hasSize(9)
                .allMatch(minute -> minute % 5 == minutes.get(15) % 5);
        assertThat(minutesOf(simulation.minutes)).hasSize(60);
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
        assertThat(since.get(since.size() - 1) - since.get(since.size() - 2)).isEqualTo(5);
    }

    @Test
    void aKeyWhoseDataReturnsIsPublishedEachMinute() {
        views(0, 40, false);
        simulation.advanceTo(START + 65 * MINUTE);
        simulation.verdicts.clear();
        views(65, 80, false);

        assertThat(minutesOf(simulation.verdicts)).isEqualTo(consecutive(66, 15));
    }

    @Test
    void keysTakeTurns() {
        for (int minute = 0; minute < 5; minute++) {
            int due = 0;
            for (int host = 0; host < 10_000; host++) {
                VerdictKey key = new VerdictKey("acme", "shop", "host" + host + ".acme.example");
                boolean isDue =
                        HeartbeatPolicy.DEFAULTS.isDue(key, Verdict.HEALTHY, Long.MIN_VALUE, START + minute * MINUTE);
                due += isDue ? 1 : 0;
            }
            assertThat(due).isBetween(1_800, 2_200);
        }
    }

    @Test
    void theMinuteOfAKeyNeverChanges() {
        VerdictKey key = new VerdictKey("acme", "shop", "web.acme.example");
        List<Long> due = new ArrayList<>();
        for (long minute = 0; minute < 10; minute++) {
            if (HeartbeatPolicy.DEFAULTS.isDue(key, Verdict.HEALTHY, Long.MIN_VALUE, minute * MINUTE)) {
                due.add(minute);
            }
        }

        assertThat(due).containsExactly(2L, 7L);
    }

    @Test
    void minutesThatAreNotUsedAreSkippedUpToTheNextHeartbeat() {
        Random random = new Random(5);
        for (int run = 0; run < 10_000; run++) {
            long every = MINUTE * (1 + random.nextInt(3));
            long healthy = every * (1 + random.nextInt(5));
            HeartbeatPolicy policy = new HeartbeatPolicy(every, healthy, MinuteUse.UNUSED);
            VerdictKey key = new VerdictKey("acme", "shop", "host" + run + ".acme.example");
            long steadySince = random.nextInt(8) == 0 ? Long.MIN_VALUE : START - 10_000L * random.nextInt(120);
            long minute = START + MINUTE * random.nextInt(40);
            long due = minute;
            while (!policy.isDue(key, Verdict.HEALTHY, steadySince, due)) {
                due += MINUTE;
            }

            assertThat(policy.nextWhileHealthy(key, steadySince, minute)).isEqualTo(due);
            assertThat(HeartbeatPolicy.DEFAULTS.nextWhileHealthy(key, steadySince, minute))
                    .isEqualTo(minute);
        }
    }

    @Test
    void aHeartbeatIsAtFullMinutes() {
        assertThatThrownBy(() -> new HeartbeatPolicy(30_000, 300_000, MinuteUse.STORED))
                .hasMessageContaining("30000 ms");
        assertThatThrownBy(() -> new HeartbeatPolicy(120_000, 300_000, MinuteUse.STORED))
                .hasMessageContaining("300000 ms");
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
