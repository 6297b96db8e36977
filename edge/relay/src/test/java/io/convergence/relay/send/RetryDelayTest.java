package io.convergence.relay.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void delaysDoubleFromOneSecondToEightWithFullJitter() {
        assertThat(RetryDelay.millis(1, null, NOW, () -> 0.5)).isEqualTo(500);
        assertThat(RetryDelay.millis(4, null, NOW, () -> 0.5)).isEqualTo(4_000);
        assertThat(RetryDelay.millis(9, null, NOW, () -> 0.999)).isBetween(7_900L, 8_000L);
        assertThat(RetryDelay.millis(500, null, NOW, () -> 0.5)).isEqualTo(4_000);
        assertThat(RetryDelay.millis(500, null, NOW, () -> 0.0)).isZero();
    }

    @Test
    void retryAfterComesFirst() {
        assertThat(RetryDelay.millis(1, "7", NOW, () -> 0.5)).isEqualTo(7_000);
        assertThat(RetryDelay.millis(1, "Fri, 27 Nov 2026 12:00:30 GMT", NOW, () -> 0.5))
                .isEqualTo(30_000);
        assertThat(RetryDelay.millis(1, "Fri, 27 Nov 2026 11:00:30 GMT", NOW, () -> 0.5))
                .isZero();
        assertThat(RetryDelay.millis(1, "999999999", NOW, () -> 0.5)).isEqualTo(3_600_000);
        assertThat(RetryDelay.millis(1, "soon", NOW, () -> 0.5)).isEqualTo(500);
    }
}
