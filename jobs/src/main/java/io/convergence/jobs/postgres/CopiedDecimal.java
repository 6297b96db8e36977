package io.convergence.jobs.postgres;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Binary form of PostgreSQL's {@code numeric}: number of digits to the base 10,000, weight of the first of them, sign and
 * number of decimal places (2 bytes each), then the digits (2 bytes each), as {@code numeric_recv} reads them.
 */
final class CopiedDecimal {
    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final int DECIMALS_OF_DIGIT = 4;
    private static final int POSITIVE = 0;
    private static final int NEGATIVE = 0x4000;
    private static final int FIELDS = 4;

    private CopiedDecimal() {}

    /** Writes the number of bytes, then the bytes. */
    static void write(BigDecimal value, DataOutputSerializer out) throws IOException {
        int scale = Math.max(0, value.scale());
        // Digits begin at the point, so the decimals are extended to whole digits.
        int fractions = (scale + DECIMALS_OF_DIGIT - 1) / DECIMALS_OF_DIGIT;
        BigInteger rest = value.abs().setScale(fractions * DECIMALS_OF_DIGIT).unscaledValue();
        Deque<Integer> digits = new ArrayDeque<>();
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            digits.addFirst(parts[1].intValue());
            rest = parts[0];
        }
        out.writeInt(Short.BYTES * (FIELDS + digits.size()));
        out.writeShort(digits.size());
        out.writeShort(digits.size() - fractions - 1);
        out.writeShort(value.signum() < 0 ? NEGATIVE : POSITIVE);
        out.writeShort(scale);
        for (int digit : digits) {
            out.writeShort(digit);
        }
    }
}
