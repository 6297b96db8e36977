package io.convergence.flink.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.window.HostKey;
import io.convergence.flink.timer.KeyTimers.Timer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTimersTest {
    private static final HostKey A = new HostKey("acme", "a.example");
    private static final HostKey B = new HostKey("acme", "b.example");

    private final KeyTimers<HostKey> timers = new KeyTimers<>();

    @Test
    void timersAreDueInTheOrderOfTheirTimes() {
        timers.set(A, 30);
        timers.set(B, 20);

        assertThat(due(19)).isEmpty();
        assertThat(due(30)).containsExactly(new Timer<>(B, 20), new Timer<>(A, 30));
        assertThat(due(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void anEarlierTimerReplacesTheOneOfItsKey() {
        timers.set(A, 30);
        timers.set(A, 10);
        timers.set(A, 20);

        assertThat(timers.time(A)).isEqualTo(10);
        assertThat(due(40)).containsExactly(new Timer<>(A, 10));
        assertThat(timers.time(A)).isNull();
    }

    @Test
    void aTimerThatIsSetAgainForTheTimeOfAReplacedOneIsDueOnce() {
        timers.set(A, 30);
        timers.set(A, 10);
        assertThat(due(10)).containsExactly(new Timer<>(A, 10));
        timers.set(A, 30);

        assertThat(due(30)).containsExactly(new Timer<>(A, 30));
    }

    @Test
    void aTimerThatIsRemovedIsNotDueAndTakesMemoryUntilItsTime() {
        timers.set(A, 10);
        timers.set(B, 20);
        timers.remove(A);

        assertThat(timers.time(A)).isNull();
        assertThat(timers.size()).isEqualTo(2);
        assertThat(due(20)).containsExactly(new Timer<>(B, 20));
        assertThat(timers.size()).isZero();
    }

    private List<Timer<HostKey>> due(long watermark) {
        List<Timer<HostKey>> due = new ArrayList<>();
        for (Timer<HostKey> timer = timers.poll(watermark); timer != null; timer = timers.poll(watermark)) {
            due.add(timer);
        }
        return due;
    }
}
