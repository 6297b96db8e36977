package io.convergence.core.window.minute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MinuteBlocksTest {
    private static final long MINUTE = 60_000;

    @Property
    void aMinuteIsInTheBlockThatStartsAtMost14MinutesBefore(
            @ForAll @AlphaChars @StringLength(max = 20) String host,
            @ForAll @LongRange(min = -100, max = 100_000_000) long n) {
        AppHostKey key = new AppHostKey("acme", "shop", host);
        long start = MinuteBlocks.startOf(key, n * MINUTE);

        assertThat(n * MINUTE - start).isBetween(0L, 14 * MINUTE);
        assertThat(start % MINUTE).isZero();
        assertThat(MinuteBlocks.startOf(key, start)).isEqualTo(start);
        assertThat(MinuteBlocks.startOf(key, start - MINUTE)).isEqualTo(start - 15 * MINUTE);
    }

    @Property
    void aBlockIsClearedLessThanAMinuteAfterItsLastMinuteIsForgotten(
            @ForAll @AlphaChars @StringLength(max = 20) String host,
            @ForAll @LongRange(min = 0, max = 100_000_000) long n) {
        AppHostKey key = new AppHostKey("acme", "shop", host);
        long start = MinuteBlocks.startOf(key, n * MINUTE);
        long last = MinuteRetention.afterClose(start + 14 * MINUTE);

        assertThat(MinuteBlocks.expiresAt(start)).isEqualTo(last);
        assertThat(MinuteBlocks.clearedAt(key, last) - last).isBetween(0L, MINUTE - 1);
    }

    @Test
    void theBlocksOfManyKeysEndAtManyTimes() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(host -> new AppHostKey("acme", "shop", "host" + host))
                        .map(key -> MinuteBlocks.clearedAt(key, MinuteBlocks.expiresAt(MinuteBlocks.startOf(key, 0))))
                        .distinct()
                        .count())
                .isGreaterThan(9_800);
    }

    /** Blocks are found by it in savepoints. */
    @Test
    void theBlocksOfAKeyNeverChange() {
        AppHostKey key = new AppHostKey("acme", "shop", "web.acme.example");

        assertThat(MinuteBlocks.startOf(key, 1_780_660_800_000L)).isEqualTo(1_780_660_740_000L);
    }
}
