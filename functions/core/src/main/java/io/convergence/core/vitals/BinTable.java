package io.convergence.core.vitals;

import java.util.function.DoubleToIntFunction;

/**
 * The bins of the values from 2<sup>-20</sup> to 2<sup>24</sup>, exclusive, without a logarithm. The values are divided into
 * cells by their exponent and the first bits of their significand. A cell is narrower than a bin, so it has values of one bin
 * or of two that follow each other, and the table contains the first bin of each cell and the least value of the second.
 */
final class BinTable {
    private static final int LOWEST_EXPONENT = -20;
    private static final int HIGHEST_EXPONENT = 24;
    private static final double LOWEST = 0x1p-20;
    private static final double HIGHEST = 0x1p24;

    /** Bits of the significand that select a cell: a cell is at most 1/128 of its values wide, a bin 2 %. */
    private static final int CELL_BITS = 7;

    private static final int SIGNIFICAND_BITS = 52;
    private static final int SHIFT = SIGNIFICAND_BITS - CELL_BITS;
    private static final int FIRST = (int) (Double.doubleToRawLongBits(LOWEST) >>> SHIFT);
    private static final int CELLS = (HIGHEST_EXPONENT - LOWEST_EXPONENT) << CELL_BITS;

    private final int[] bins = new int[CELLS];
    private final double[] seconds = new double[CELLS];

    /**
     * A table of the bins of a function.
     *
     * @param bin bin of a value: never smaller for a greater value, and each more than 1/128 of its values wide
     */
    BinTable(DoubleToIntFunction bin) {
        for (int cell = 0; cell < CELLS; cell++) {
            long first = (long) (FIRST + cell) << SHIFT;
            long next = (long) (FIRST + cell + 1) << SHIFT;
            bins[cell] = bin.applyAsInt(Double.longBitsToDouble(first));
            seconds[cell] = Double.longBitsToDouble(leastAbove(bins[cell], first, next, bin));
        }
    }

    /** Whether a value is in the table. */
    static boolean contains(double value) {
        return value >= LOWEST && value < HIGHEST;
    }

    /** The bin of a value that is in the table. */
    int bin(double value) {
        int cell = (int) (Double.doubleToRawLongBits(value) >>> SHIFT) - FIRST;
        return value < seconds[cell] ? bins[cell] : bins[cell] + 1;
    }

    /** The bits of the least value in {@code (from, to)} whose bin is above another one; {@code to} without such a value. */
    private static long leastAbove(int other, long from, long to, DoubleToIntFunction bin) {
        long below = from;
        long above = to;
        // Positive numbers are in the order of their bits.
        while (above - below > 1) {
            long middle = (below + above) >>> 1;
            if (bin.applyAsInt(Double.longBitsToDouble(middle)) > other) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }
}
