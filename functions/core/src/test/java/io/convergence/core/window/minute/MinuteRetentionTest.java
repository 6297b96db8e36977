package io.convergence.core.window.minute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MinuteRetentionTest {
    private static final long CLOSED = MinuteRetention.afterClose(600_000);

    @Test
    void aMinuteIsRetainedForAnHourAfterItsClose() {
        assertThat(CLOSED).isEqualTo(659_999 + 3_600_000);
    }

    @Test
    void lateViewsExtendItToAnHourAfterThem() {
        assertThat(MinuteRetention.afterLate(CLOSED, 660_000)).isEqualTo(660_000 + 3_600_000);
        assertThat(MinuteRetention.afterLate(CLOSED, 500_000)).isEqualTo(CLOSED);
    }

    @Test
    void lateViewsBeforeTheFirstWatermarkDoNotExtendIt() {
        assertThat(MinuteRetention.afterLate(CLOSED, Long.MIN_VALUE)).isEqualTo(CLOSED);
    }
}
