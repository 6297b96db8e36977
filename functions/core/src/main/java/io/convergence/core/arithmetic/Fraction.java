package io.convergence.core.arithmetic;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact rational number of any sign and size, in lowest terms.
 *
 * @param numerator carries the sign
 * @param denominator at least 1
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction>, Serializable {

    /** 0. */
    public static final Fraction ZERO = of(0);

    /** 1. */
    public static final Fraction ONE = of(1);

    /** Decimal exponents beyond this are refused, so that a short text cannot ask for a huge number. */
    private static final int LARGEST_EXPONENT = 1000;

    /** Bits of a quotient that decide how it rounds: those of a double, one for the half and some to spare. */
    private static final int ROUNDING_BITS = 64;

    public Fraction {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("a fraction's denominator is not 0");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    /** A whole number. */
    public static Fraction of(long value) {
        return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** The quotient of two whole numbers; the denominator is not 0. */
    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /**
     * The exact value of a decimal string such as {@code -0.125} or {@code 1e-3}.
     *
     * @throws IllegalArgumentException when it is no decimal number, or one with an exponent beyond 1000
     */
    public static Fraction parse(String decimal) {
        BigDecimal value;
        try {
            value = new BigDecimal(decimal.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a decimal number", e);
        }
        int scale = value.scale();
        if (scale > LARGEST_EXPONENT || scale < -LARGEST_EXPONENT) {
            throw new IllegalArgumentException("a decimal number's exponent lies within -1000..1000");
        }
        return scale <= 0
                ? new Fraction(value.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(value.unscaledValue(), BigInteger.TEN.pow(scale));
    }

    /** The sum. */
    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The difference. */
    public Fraction minus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The product. */
    public Fraction times(Fraction other) {
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** The quotient; the other is not 0. */
    public Fraction dividedBy(Fraction other) {
        return new Fraction(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** -1, 0 or 1. */
    public int signum() {
        return numerator.signum();
    }

    /** The decimal with this many digits after the point, half to even. */
    public BigDecimal decimal(int scale) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, RoundingMode.HALF_EVEN);
    }

    /**
     * The nearest double, half to even. The quotient is cut to more bits than a double has, its last bit tells whether
     * anything was cut, and the cut number, which is a finite decimal, is rounded once.
     */
    public double toDouble() {
        int shift = Math.max(0, ROUNDING_BITS - numerator.bitLength() + denominator.bitLength());
        BigInteger[] cut = numerator.shiftLeft(shift).divideAndRemainder(denominator);
        BigInteger quotient = cut[0].shiftLeft(1);
        if (cut[1].signum() != 0) {
            quotient = quotient.add(BigInteger.valueOf(signum()));
        }
        return new BigDecimal(quotient)
                .divide(new BigDecimal(BigInteger.TWO.pow(shift + 1)))
                .doubleValue();
    }

    /** {@code 72/5}, or {@code 6} for a whole number. */
    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
