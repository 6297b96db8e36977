package io.convergence.core.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {

    @ParameterizedTest
    @CsvSource({
        "14.4, 72/5",
        "-0.125, -1/8",
        "6, 6",
        "6.00, 6",
        "0, 0",
        "0.0, 0",
        "1e-3, 1/1000",
        "1.5E3, 1500",
        "' 0.5 ', 1/2"
    })
    void decimalsAreReadExactly(String decimal, String text) {
        assertThat(Fraction.parse(decimal)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1/2", "NaN", "1e1001", "1e-1001"})
    void textsThatAreNoDecimalsOrTooLargeAreRejected(String text) {
        assertThatThrownBy(() -> Fraction.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSignIsInTheNumeratorAndTermsAreLowest() {
        assertThat(Fraction.of(10, -4)).isEqualTo(Fraction.of(-5, 2));
        assertThat(Fraction.of(10, -4).numerator()).isEqualTo(BigInteger.valueOf(-5));
        assertThat(Fraction.of(0, -7)).isEqualTo(Fraction.ZERO);
        assertThat(Fraction.of(Long.MIN_VALUE, Long.MIN_VALUE)).isEqualTo(Fraction.ONE);
    }

    @Test
    void dividingByZeroIsRejected() {
        assertThatThrownBy(() -> Fraction.of(1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.ONE.dividedBy(Fraction.ZERO)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"1/8, 2, 0.12", "3/8, 2, 0.38", "-1/8, 2, -0.12", "2/3, 3, 0.667", "5, 1, 5.0"})
    void decimalsRoundHalfToEven(String fraction, int scale, String decimal) {
        assertThat(read(fraction).decimal(scale)).isEqualTo(new BigDecimal(decimal));
    }

    @Property
    void additionAndMultiplicationCommuteAndAssociate(
            @ForAll("fractions") Fraction a, @ForAll("fractions") Fraction b, @ForAll("fractions") Fraction c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.times(b)).isEqualTo(b.times(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.times(b).times(c)).isEqualTo(a.times(b.times(c)));
        assertThat(a.times(b.plus(c))).isEqualTo(a.times(b).plus(a.times(c)));
    }

    @Property
    void subtractionUndoesAdditionAndDivisionUndoesMultiplication(
            @ForAll("fractions") Fraction a, @ForAll("fractions") Fraction b) {
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        if (b.signum() != 0) {
            assertThat(a.times(b).dividedBy(b)).isEqualTo(a);
        }
    }

    @Property
    void theOrderIsTheSignOfTheDifference(@ForAll("fractions") Fraction a, @ForAll("fractions") Fraction b) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(a.minus(b).signum());
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        assertThat(a.times(Fraction.of(7, 7)).hashCode()).isEqualTo(a.hashCode());
    }

    @Property
    void theNearestDoubleIsAtMostHalfAnUlpAway(@ForAll("fractions") Fraction a) {
        double near = a.toDouble();
        Fraction error = a.minus(exactly(near));
        Fraction halfUlp = exactly(Math.ulp(near)).dividedBy(Fraction.of(2));
        assertThat(error.compareTo(halfUlp)).isLessThanOrEqualTo(0);
        assertThat(error.compareTo(Fraction.ZERO.minus(halfUlp))).isGreaterThanOrEqualTo(0);
    }

    @Property
    void termsThatFitALongMakeTheSameFractionAsLargeTerms(@ForAll long numerator, @ForAll long denominator) {
        if (denominator != 0) {
            BigInteger scale = BigInteger.ONE.shiftLeft(70);
            Fraction large = new Fraction(
                    BigInteger.valueOf(numerator).multiply(scale),
                    BigInteger.valueOf(denominator).multiply(scale));
            assertThat(Fraction.of(numerator, denominator)).isEqualTo(large);
        }
    }

    @Property
    void theNearestDoubleOfSmallTermsIsAtMostHalfAnUlpAway(
            @ForAll @LongRange(min = -(1L << 53), max = 1L << 53) long numerator,
            @ForAll @LongRange(min = 1, max = 1L << 53) long denominator) {
        Fraction fraction = Fraction.of(numerator, denominator);
        double near = fraction.toDouble();
        Fraction error = fraction.minus(exactly(near));
        Fraction magnitude = error.signum() < 0 ? Fraction.ZERO.minus(error) : error;
        assertThat(magnitude.compareTo(exactly(Math.ulp(near)).dividedBy(Fraction.of(2))))
                .isLessThanOrEqualTo(0);
    }

    @Property
    void everyDoubleIsItsOwnNearest(@ForAll double value) {
        assertThat(exactly(value).toDouble()).isEqualTo(value == 0 ? 0.0 : value);
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740993, 1, 9007199254740992.0",
        "9007199254740995, 1, 9007199254740996.0",
        "18014398509481987, 2, 9007199254740994.0",
        "1, 3, 0.3333333333333333"
    })
    void tiesRoundToTheEvenDouble(long numerator, long denominator, double nearest) {
        assertThat(Fraction.of(numerator, denominator).toDouble()).isEqualTo(nearest);
    }

    @Provide
    Arbitrary<Fraction> fractions() {
        Arbitrary<BigInteger> numerators =
                Arbitraries.bigIntegers().between(BigInteger.TWO.pow(80).negate(), BigInteger.TWO.pow(80));
        Arbitrary<BigInteger> denominators = Arbitraries.bigIntegers().between(BigInteger.ONE, BigInteger.TWO.pow(80));
        return Combinators.combine(numerators, denominators).as(Fraction::new);
    }

    private static Fraction exactly(double value) {
        BigDecimal decimal = new BigDecimal(value);
        return decimal.scale() <= 0
                ? new Fraction(decimal.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    private static Fraction read(String text) {
        String[] parts = text.split("/");
        return Fraction.of(Long.parseLong(parts[0]), parts.length == 1 ? 1 : Long.parseLong(parts[1]));
    }
}
