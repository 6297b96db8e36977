package io.convergence.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StaggerTest {
    private static final Stagger STAGGER = new Stagger(WindowSpec.DEFAULTS, 500);

    @Property
    void aBoundaryIsDueWithinTheStaggerAndNeverBeforeItsWindowIsComplete(
            @ForAll @AlphaChars @StringLength(max = 20) String host,
            @ForAll @LongRange(min = 1, max = 1_000_000) long n) {
        long boundary = n * 10_000;

        assertThat(STAGGER.dueAt(new HostKey("t", host), boundary)).isBetween(boundary - 1, boundary + 498);
    }

    @Property
    void theLastBoundaryPassedIsTheLastOneDue(
            @ForAll @AlphaChars @StringLength(max = 20) String host,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long watermark) {
        HostKey key = new HostKey("t", host);
        long passed = STAGGER.lastPassed(key, watermark);

        assertThat(STAGGER.dueAt(key, passed)).isLessThanOrEqualTo(watermark);
        assertThat(STAGGER.dueAt(key, passed + 10_000)).isGreaterThan(watermark);
    }

    @Test
    void nothingHasPassedBeforeTheFirstEvent() {
        assertThat(STAGGER.lastPassed(new HostKey("t", "h"), Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void withoutStaggerEveryKeyIsDueAtOnce() {
        assertThat(new Stagger(WindowSpec.DEFAULTS, 0).dueAt(new HostKey("t", "h"), 10_000))
                .isEqualTo(9_999);
    }

    @Test
    void aStaggerOfAWholeSlideIsRejected() {
        assertThatThrownBy(() -> new Stagger(WindowSpec.DEFAULTS, 10_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSliceEndsWhereTheNextBegins() {
        assertThat(WindowSpec.DEFAULTS.sliceOf(9_999)).isZero();
        assertThat(WindowSpec.DEFAULTS.sliceOf(10_000)).isEqualTo(10_000);
        assertThat(WindowSpec.DEFAULTS.sliceOf(10_001)).isEqualTo(10_000);
        assertThat(WindowSpec.DEFAULTS.boundaryAtOrAfter(10_000)).isEqualTo(10_000);
        assertThat(WindowSpec.DEFAULTS.boundaryAtOrAfter(10_001)).isEqualTo(20_000);
        assertThat(WindowSpec.DEFAULTS.closedBefore(9_998)).isZero();
        assertThat(WindowSpec.DEFAULTS.closedBefore(9_999)).isEqualTo(10_000);
    }

    @Test
    void keysHashTheSameInEveryRelease() {
        assertThat(new HostKey("acme", "web.acme.example").hashCode()).isEqualTo(49796886);
        assertThat(new MinuteKey("acme", "shop", "web.acme.example", 60_000).hashCode())
                .isEqualTo(895278412);
    }
}
