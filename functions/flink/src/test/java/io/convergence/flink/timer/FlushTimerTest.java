package io.convergence.flink.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;

class FlushTimerTest {
    private final TestProcessingTimeService clock = new TestProcessingTimeService();
    private final List<Long> flushes = new ArrayList<>();
    private final FlushTimer timer = new FlushTimer(clock, 2_000, () -> flushes.add(clock.getCurrentProcessingTime()));

    @Test
    void aFlushRunsTheIntervalAfterTheFirstElement() throws Exception {
        clock.setCurrentTime(10_000);
        timer.schedule();
        clock.setCurrentTime(11_500);
        timer.schedule();
        clock.setCurrentTime(11_999);
        assertThat(flushes).isEmpty();
        clock.setCurrentTime(12_000);
        clock.setCurrentTime(20_000);

        assertThat(flushes).containsExactly(12_000L);
    }

    @Test
    void anElementAfterAFlushSchedulesTheNext() throws Exception {
        timer.schedule();
        clock.setCurrentTime(2_000);
        clock.setCurrentTime(2_500);
        timer.schedule();
        clock.setCurrentTime(4_500);

        assertThat(flushes).containsExactly(2_000L, 4_500L);
    }
}
