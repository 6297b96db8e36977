package io.convergence.core.vitals;

/**
 * Bin keys of histograms: one number for a vital and a logarithmic bin of its values, namely the code of the vital times
 * {@value #BINS} plus the bin of {@link LogBins}.
 */
final class VitalBins {
    private static final int BINS = 4096;

    private VitalBins() {}

    /** The bin key of a value, which must be finite and not negative. */
    static int key(Vital vital, double value) {
        return first(vital) + LogBins.of(value);
    }

    /** The representative of a bin, within 1 % of every value in it. */
    static double value(int key) {
        return LogBins.value(key % BINS);
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
