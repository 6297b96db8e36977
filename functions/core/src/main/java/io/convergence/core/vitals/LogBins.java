package io.convergence.core.vitals;

import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;

/**
 * Logarithmic bins of values that are not negative. Bin 0 represents zero, bin i the index i - {@value #ORIGIN} of the
 * mapping of DDSketch: Masson, Rim, Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error
 * Guarantees", PVLDB 12 (12), 2019, section 2.1.
 */
public final class LogBins {
    /** Values below this are counted as zero. */
    static final double SMALLEST = 1e-6;

    private static final int ORIGIN = 1024;
    private static final double RELATIVE_ACCURACY = 0.01;
    private static final IndexMapping MAPPING = new LogarithmicMapping(RELATIVE_ACCURACY);
    private static final BinTable TABLE = new BinTable(LogBins::logarithm);

    private LogBins() {}

    /** The bin of a value, which must be finite and not negative. */
    public static int of(double value) {
        if (value < SMALLEST) {
            return 0;
        }
        return BinTable.contains(value) ? TABLE.bin(value) : logarithm(value);
    }

    /** The representative of a bin, within 1 % of every value in it. */
    public static double value(int bin) {
        return bin == 0 ? 0 : MAPPING.value(bin - ORIGIN);
    }

    private static int logarithm(double value) {
        return MAPPING.index(value) + ORIGIN;
    }
}
