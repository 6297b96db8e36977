package io.convergence.core.slo.budget;

/** Exact comparison of products of two longs, in 128 bits. */
final class CrossProduct {
    private CrossProduct() {}

    /** The sign of {@code a * b - c * d}. */
    static int compare(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high == 0 ? Long.compareUnsigned(a * b, c * d) : high;
    }

    /** Whether {@code a * b} fits a long. */
    static boolean fits(long a, long b) {
        return Math.multiplyHigh(a, b) == ((a * b) >> 63);
    }
}
