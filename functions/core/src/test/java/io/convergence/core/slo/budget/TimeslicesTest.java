package io.convergence.core.slo.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.arithmetic.Fraction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeslicesTest {

    @ParameterizedTest
    @CsvSource({"99, 100, 990000, true", "98, 100, 990000, false", "0, 5, 0, true", "5, 5, 1000000, true"})
    void aSliceThatReachesTheTargetIsGood(long good, long total, int ppm, boolean isGood) {
        assertThat(Timeslices.isGood(good, total, ppm)).isEqualTo(isGood);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 333333333",
        "2, 3, 666666667",
        "0, 7, 0",
        "7, 7, 1000000000",
        "1, 2000000000, 0",
        "3, 2000000000, 2",
        "5, 2000000000, 2"
    })
    void billionthsRoundHalfToEven(long good, long total, long billionths) {
        assertThat(Timeslices.billionths(good, total)).isEqualTo(billionths);
    }

    @Property
    void billionthsEqualTheExactRatioRoundedOnce(
            @ForAll @LongRange(min = 0) long good, @ForAll @LongRange(min = 1) long total) {
        assertThat(Timeslices.billionths(Math.min(good, total), total))
                .isEqualTo(Fraction.of(Math.min(good, total), total)
                        .times(Fraction.of(Timeslices.BILLION))
                        .decimal(0)
                        .longValueExact());
    }

    @Property
    void isGoodEqualsAComparisonOfFractions(
            @ForAll @LongRange(min = 0) long good,
            @ForAll @LongRange(min = 1) long total,
            @ForAll @IntRange(max = 1_000_000) int ppm) {
        assertThat(Timeslices.isGood(good, total, ppm))
                .isEqualTo(Fraction.of(good, total).compareTo(Fraction.of(ppm, 1_000_000)) >= 0);
    }

    @Test
    void slicesWithoutEventsAreRefused() {
        assertThatThrownBy(() -> Timeslices.isGood(0, 0, 990_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timeslices.billionths(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"9, 10, true", "89, 100, false", "0, 0, false", "1, 1, true"})
    void coverageIsEnoughFromNineTenths(long observed, long expected, boolean isEnough) {
        assertThat(Coverage.isEnough(observed, expected)).isEqualTo(isEnough);
    }

    @Test
    void coverageIsNullWhenNothingIsExpected() {
        assertThat(Coverage.of(0, 0)).isNull();
        assertThat(Coverage.of(1, 2)).isEqualTo(Fraction.of(1, 2));
    }
}
