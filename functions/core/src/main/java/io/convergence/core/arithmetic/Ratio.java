package io.convergence.core.arithmetic;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact fraction in [0, 1], in lowest terms.
 *
 * @param numerator at least 0
 * @param denominator at least 1 and at least the numerator
 */
public record Ratio(long numerator, long denominator) implements Serializable {

    public Ratio {
        if (numerator < 0 || denominator < 1 || numerator > denominator) {
            throw new IllegalArgumentException("a ratio must be in [0, 1], not " + numerator + "/" + denominator);
        }
        long divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValueExact();
        numerator /= divisor;
        denominator /= divisor;
    }

    /**
     * The exact value of a decimal string such as {@code 0.10}.
     *
     * @throws IllegalArgumentException when the string is not a decimal number in [0, 1] with at most 9 decimals
     */
    public static Ratio parse(String decimal) {
        try {
            BigDecimal value = new BigDecimal(decimal.trim());
            int scale = Math.max(0, value.stripTrailingZeros().scale());
            if (scale > 9 || value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("a ratio is a decimal in [0, 1] with at most 9 decimals");
            }
            long denominator = BigInteger.TEN.pow(scale).longValueExact();
            return new Ratio(value.movePointRight(scale).longValueExact(), denominator);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a ratio is a decimal in [0, 1] with at most 9 decimals", e);
        }
    }

    /**
     * Whether {@code part / whole} is at least this ratio, decided on integers.
     *
     * @param part from 0 to whole
     * @param whole positive, below 2^31
     */
    public boolean isReachedBy(long part, long whole) {
        return Math.multiplyExact(part, denominator) >= Math.multiplyExact(whole, numerator);
    }
}
