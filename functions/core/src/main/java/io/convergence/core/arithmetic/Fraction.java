package io.convergence.core.arithmetic;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact rational number of any sign and size, in lowest terms.
 *
 * @param numerator numerator, which carries the sign
 * @param denominator denominator, at least 1
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction>, Serializable {

    /** 0. */
    public static final Fraction ZERO = of(0);

    /** 1. */
    public static final Fraction ONE = of(1);

    /** Decimal exponents beyond this are refused, so that a short text cannot produce a huge number. */
    private static final int LARGEST_EXPONENT = 1000;

    /** Whole numbers of at most these bits, without the sign, have an absolute value that fits a long. */
    private static final int LONG_BITS = 62;

    /** Whole numbers of at most these bits, without the sign, are doubles. */
    private static final int DOUBLE_BITS = 53;

    /** Bits of a quotient that are kept for rounding: more than the 53 of a double and one for the half. */
    private static final int ROUNDING_BITS = 64;

    public Fraction {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("the denominator of a fraction must not be 0");
        }
        if (numerator.bitLength() <= LONG_BITS && denominator.bitLength() <= LONG_BITS) {
            long divisor = divisor(numerator.longValue(), denominator.longValue());
            if (divisor != 1) {
                numerator = BigInteger.valueOf(numerator.longValue() / divisor);
                denominator = BigInteger.valueOf(denominator.longValue() / divisor);
            }
        } else {
            BigInteger divisor = numerator.gcd(denominator);
            if (denominator.signum() < 0) {
                divisor = divisor.negate();
            }
            numerator = numerator.divide(divisor);
            denominator = denominator.divide(divisor);
        }
    }

    /** The fraction of a whole number. */
    public static Fraction of(long value) {
        return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** The quotient of two whole numbers; the denominator must not be 0. */
    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /**
     * The exact value of a decimal string such as {@code -0.125} or {@code 1e-3}.
     *
     * @throws IllegalArgumentException when the string is not a decimal number or its exponent is beyond 1000
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
            throw new IllegalArgumentException("the exponent of a decimal number must be within -1000..1000");
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

    /** The quotient; the other must not be 0. */
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

    /** The decimal with {@code scale} digits after the point, rounded half to even. */
    public BigDecimal decimal(int scale) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, RoundingMode.HALF_EVEN);
    }

    /**
     * The nearest double, half to even. The quotient is truncated to more bits than a double has, with a last bit that is
     * set when anything was truncated; this finite binary number is then rounded once. Where both terms are doubles, their
     * quotient in floating point is that number already, because IEEE 754 rounds the exact quotient once.
     */
    public double toDouble() {
        if (numerator.bitLength() <= DOUBLE_BITS && denominator.bitLength() <= DOUBLE_BITS) {
            return (double) numerator.longValue() / denominator.longValue();
        }
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

    /** The greatest common divisor by Euclid's algorithm, with the sign of the denominator. */
    private static long divisor(long numerator, long denominator) {
        long greater = Math.abs(denominator);
        long lesser = Math.abs(numerator);
        while (lesser != 0) {
            long rest = greater % lesser;
            greater = lesser;
            lesser = rest;
        }
        return denominator < 0 ? -greater : greater;
    }
}
