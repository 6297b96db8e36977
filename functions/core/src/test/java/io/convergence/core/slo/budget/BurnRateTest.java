package io.convergence.core.slo.budget;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.arithmetic.Fraction;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BurnRateTest {

    @Property(tries = 5000)
    void isOverEqualsAComparisonOfBigIntegers(
            @ForAll("counts") long bad,
            @ForAll("counts") long total,
            @ForAll @IntRange(max = 999_999) int targetPpm,
            @ForAll("counts") long numerator,
            @ForAll("counts") long denominator) {
        assertEqualsBigIntegers(bad, total, targetPpm, numerator, Math.max(1, denominator));
    }

    @Property(tries = 2000)
    void oneBadUnitMoreOrLessThanEqualityDecides(
            @ForAll("factors") long numerator,
            @ForAll("factors") long denominator,
            @ForAll @IntRange(max = 999_999) int targetPpm,
            @ForAll @IntRange(min = 1, max = 1_000_000) int scale) {
        long bad = numerator * (1_000_000 - targetPpm) * scale;
        long total = 1_000_000 * denominator * scale;
        for (long near = Math.max(0, bad - 1); near <= bad + 1; near++) {
            assertEqualsBigIntegers(near, total, targetPpm, numerator, denominator);
        }
        assertThat(BurnRate.isOver(bad, total, targetPpm, numerator, denominator, Comparison.GT))
                .isFalse();
        assertThat(BurnRate.isOver(bad, total, targetPpm, numerator, denominator, Comparison.GTE))
                .isTrue();
        assertThat(BurnRate.isOver(bad + 1, total, targetPpm, numerator, denominator, Comparison.GT))
                .isTrue();
    }

    @Property
    void noBurnRateIsHigherThanThatOfOnlyBadUnits(
            @ForAll("factors") long bad, @ForAll("factors") long good, @ForAll @IntRange(max = 999_999) int ppm) {
        Fraction burn = requireNonNull(BurnRate.of(bad, bad + good, ppm));
        Fraction highest = Fraction.of(1_000_000, 1_000_000 - ppm);
        assertThat(highest.compareTo(burn)).isGreaterThanOrEqualTo(0);
        assertThat(BurnRate.of(bad, bad, ppm)).isEqualTo(highest);
    }

    @Test
    void anEmptyWindowHasNoBurnRateAndIsNeverOver() {
        assertThat(BurnRate.of(0, 0, 999_000)).isNull();
        assertThat(BurnRate.isOver(0, 0, 999_000, 0, 1, Comparison.GTE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"LT", "LTE"})
    void burnRatesAreComparedWithGtAndGteOnly(Comparison comparison) {
        assertThatThrownBy(() -> BurnRate.isOver(1, 2, 999_000, 1, 1, comparison))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Long> counts() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }

    @Provide
    Arbitrary<Long> factors() {
        return Arbitraries.longs().between(1, 1000);
    }

    private static void assertEqualsBigIntegers(long bad, long total, int ppm, long numerator, long denominator) {
        BigInteger spent = product(bad, 1_000_000, denominator);
        int sign = spent.compareTo(product(total, 1_000_000 - ppm, numerator));
        assertThat(BurnRate.isOver(bad, total, ppm, numerator, denominator, Comparison.GT))
                .isEqualTo(total != 0 && sign > 0);
        assertThat(BurnRate.isOver(bad, total, ppm, numerator, denominator, Comparison.GTE))
                .isEqualTo(total != 0 && sign >= 0);
    }

    private static BigInteger product(long a, long b, long c) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c));
    }
}
