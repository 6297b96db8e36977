package io.convergence.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTicksTest {
    private static final long HOUR = 3_600_000;

    @Test
    void ticksAreTheMultiplesOfTenSecondsAfterTheStartUpToTheEnd() {
        assertThat(between(10_000, 30_000)).containsExactly(20_000L, 30_000L);
        assertThat(between(9_999, 19_999)).containsExactly(10_000L);
        assertThat(between(10_001, 19_999)).isEmpty();
        assertThat(between(10_000, 10_000)).isEmpty();
    }

    @Test
    void aLongGapHasTicksForTwentySixHoursAndOneAtItsEnd() {
        List<Long> ticks = between(0, 100 * HOUR + 5);
        assertThat(ticks).hasSize(26 * 360 + 1).startsWith(10_000L).endsWith(26 * HOUR, 100 * HOUR);
    }

    @Test
    void aGapOfTwentySixHoursHasEveryTick() {
        assertThat(between(0, 26 * HOUR)).hasSize(26 * 360).endsWith(26 * HOUR);
    }

    private static List<Long> between(long from, long to) {
        List<Long> ticks = new ArrayList<>();
        HeartbeatTicks.between(from, to, ticks::add);
        return ticks;
    }
}
