package io.convergence.core.vitals;

import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;

/**
 * Bin keys of histograms: one number for a vital and a logarithmic bin of its values, namely the code of the vital times
 * {@value #BINS} plus the bin. Bin 0 represents zero, bin i the index i - {@value #ORIGIN} of the mapping of DDSketch: Masson, Rim, Lee, "DDSketch: A
 * Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", PVLDB 12 (12), 2019, section 2.1.
 */
final class VitalBins {
    /** Values below this are counted as zero. */
    static final double SMALLEST = 1e-6;

    private static final int BINS = 4096;
    private static final int ORIGIN = 1024;
    private static final double RELATIVE_ACCURACY = 0.01;
    private static final IndexMapping MAPPING = new LogarithmicMapping(RELATIVE_ACCURACY);

    private VitalBins() {}

    /** The bin key of a value, which must be finite and not negative. */
    static int key(Vital vital, double value) {
        return first(vital) + (value < SMALLEST ? 0 : MAPPING.index(value) + ORIGIN);
    }

    /** The representative of a bin, within 1 % of every value in it. */
    static double value(int key) {
        int bin = key % BINS;
        return bin == 0 ? 0 : MAPPING.value(bin - ORIGIN);
    }

    /** The smallest key of a vital, inclusive. */
    static int first(Vital vital) {
        return vital.code() * BINS;
    }

    /** The end of the keys of a vital, exclusive. */
    static int end(Vital vital) {
        return first(vital) + BINS;
    }
}
