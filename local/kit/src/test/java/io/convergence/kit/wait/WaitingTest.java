package io.convergence.kit.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTest {
    @Test
    void aConditionIsEvaluatedUntilItHolds() {
        AtomicInteger evaluations = new AtomicInteger();
        Waiting.until("three evaluations", () -> evaluations.incrementAndGet() == 3);
        assertThat(evaluations).hasValue(3);
    }

    @Test
    void aConditionThatNeverHoldsFailsWithItsName() {
        assertThatThrownBy(() -> Waiting.until("pigs fly", Duration.ZERO, () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not within 0 s: pigs fly");
    }

    @Test
    void aConditionThatCannotBeEvaluatedEndsTheWait() {
        assertThatThrownBy(() -> Waiting.until("an answer", WaitingTest::unreachable))
                .isInstanceOf(IOException.class);
    }

    private static boolean unreachable() throws IOException {
        throw new IOException("unreachable");
    }
}
