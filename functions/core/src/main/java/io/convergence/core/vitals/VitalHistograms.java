package io.convergence.core.vitals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Histograms of all vitals of a set of page views. They can be merged and subtracted: counts are integers, so
 * subtracting what was added restores the exact state before. Mutable, not thread-safe.
 *
 * <p>A value is counted in a logarithmic bin whose representative is within 1 % of it; values below one millionth, zero
 * included, share a bin that represents zero.
 */
public final class VitalHistograms {
    /*
     * One sorted array of bin keys and one of counts serve all vitals: a view adds at most six bins, and most slices
     * are small, so sparse arrays beat a dense array per vital in memory, merge time and bytes of state.
     */

    private static final Vital[] VITALS = Vital.values();

    /** Greatest denominator of a quantile; counts fit 43 bits, so that the product fits a long. */
    private static final int FINEST = 1_000_000;

    private final BinCounts bins;

    /** Histograms without a value. */
    public VitalHistograms() {
        this(new BinCounts());
    }

    private VitalHistograms(BinCounts bins) {
        this.bins = bins;
    }

    /**
     * Histograms of bins; the arrays are not copied.
     *
     * @param keys bin keys in ascending order, as {@link #keyAt} returns them
     * @param counts positive counts, one for each key
     * @throws IllegalArgumentException when the arrays differ in length, a key does not ascend or a count is not positive
     */
    public static VitalHistograms of(int[] keys, int[] counts) {
        if (keys.length != counts.length) {
            throw new IllegalArgumentException(keys.length + " keys and " + counts.length + " counts do not match");
        }
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] <= 0 || keys[i] < 0 || (i > 0 && keys[i] <= keys[i - 1])) {
                throw new IllegalArgumentException("bin " + i + " is out of order or has no positive count");
            }
        }
        return new VitalHistograms(new BinCounts(keys, counts, keys.length));
    }

    /** Adds the vitals that are present. */
    public void add(Vitals vitals) {
        for (Vital vital : VITALS) {
            add(vital, vital.in(vitals));
        }
    }

    /** Adds some of the vitals, those of them that are present. */
    public void add(Vitals vitals, List<Vital> some) {
        for (int i = 0; i < some.size(); i++) {
            add(some.get(i), some.get(i).in(vitals));
        }
    }

    /** Adds one value, finite and not negative; null adds nothing. */
    public void add(Vital vital, @Nullable Double value) {
        if (value != null) {
            bins.add(VitalBins.key(vital, value), 1);
        }
    }

    /** Adds all values of the other histograms. */
    public void merge(VitalHistograms other) {
        bins.merge(other.bins);
    }

    /**
     * Subtracts all values of the other histograms.
     *
     * @throws IllegalArgumentException when a value was never added; these histograms are unusable then
     */
    public void subtract(VitalHistograms other) {
        bins.subtract(other.bins);
    }

    /** The number of values of a vital. */
    public long count(Vital vital) {
        long count = 0;
        int end = end(vital);
        for (int i = first(vital); i < end; i++) {
            count += bins.countAt(i);
        }
        return count;
    }

    /** The number of values of a vital below a bound; exact but for values within 1 % of the bound. */
    public long countBelow(Vital vital, double bound) {
        long count = 0;
        int end = end(vital);
        for (int i = first(vital); i < end && VitalBins.value(bins.keyAt(i)) < bound; i++) {
            count += bins.countAt(i);
        }
        return count;
    }

    /**
     * A quantile of a vital within 1 %, null without values: of the n values in ascending order, the one with the 0-based
     * index {@code floor(q n)}, where q is the quantile as a fraction in [0, 1), such as 3/4.
     *
     * @param numerator numerator of q, at least 0
     * @param denominator denominator of q, above the numerator and at most a million
     */
    public @Nullable Double quantile(Vital vital, int numerator, int denominator) {
        if (numerator < 0 || denominator <= numerator || denominator > FINEST) {
            throw new IllegalArgumentException("a quantile must be in [0, 1), not " + numerator + "/" + denominator);
        }
        long rank = count(vital) * numerator / denominator;
        int end = end(vital);
        for (int i = first(vital); i < end; i++) {
            rank -= bins.countAt(i);
            if (rank < 0) {
                return VitalBins.value(bins.keyAt(i));
            }
        }
        return null;
    }

    /** Whether there is no value. */
    public boolean isEmpty() {
        return bins.size() == 0;
    }

    /** The number of bins of all vitals together. */
    public int size() {
        return bins.size();
    }

    /** The key of the bin at a position from 0 to {@link #size()}, exclusive. */
    public int keyAt(int position) {
        return bins.keyAt(position);
    }

    /** The count of the bin at a position from 0 to {@link #size()}, exclusive. */
    public int countAt(int position) {
        return bins.countAt(position);
    }

    /** Memory in bytes, estimated. */
    public long heapBytes() {
        return bins.heapBytes();
    }

    /** An independent copy. */
    public VitalHistograms copy() {
        return new VitalHistograms(bins.copy());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VitalHistograms that && bins.equals(that.bins);
    }

    @Override
    public int hashCode() {
        return bins.hashCode();
    }

    @Override
    public String toString() {
        return "VitalHistograms[" + bins.size() + " bins]";
    }

    private int first(Vital vital) {
        return bins.firstAtOrAfter(VitalBins.first(vital));
    }

    private int end(Vital vital) {
        return bins.firstAtOrAfter(VitalBins.end(vital));
    }
}
