package io.convergence.core.vitals;

import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;

/**
 * How values of all vitals are told apart by one number: the vital's code times {@value #BINS} plus a logarithmic bin.
 * Bin 0 stands for zero, bin i for index i - {@value #ORIGIN} of DDSketch's mapping: Masson, Rim, Lee, "DDSketch: A
 * Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", PVLDB 12 (12), 2019, section 2.1.
 */
final class VitalBins {
    /** Values below this count as zero. */
    static final double SMALLEST = 1e-6;

    private static final int BINS = 4096;
    private static final int ORIGIN = 1024;
    private static final double RELATIVE_ACCURACY = 0.01;
    private static final IndexMapping MAPPING = new LogarithmicMapping(RELATIVE_ACCURACY);

    private VitalBins() {}

    /** The key of a value, finite and not negative. */
    static int key(Vital vital, double value) {
        return first(vital) + (value < SMALLEST ? 0 : MAPPING.index(value) + ORIGIN);
    }

    /** What stands for the values of a key: within 1 % of each of them. */
    static double value(int key) {
        int bin = key % BINS;
        return bin == 0 ? 0 : MAPPING.value(bin - ORIGIN);
    }

    /** The first key of a vital. */
    static int first(Vital vital) {
        return vital.code() * BINS;
    }

    /** The first key after those of a vital. */
    static int end(Vital vital) {
        return first(vital) + BINS;
    }
}
