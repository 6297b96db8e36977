package io.convergence.core.rollup;

import io.convergence.core.vitals.LogBins;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts of values by logarithmic bin, from which exactly what was added can be removed. Negative values have the
 * negative bins. Mutable, not thread-safe.
 */
public final class Distribution {
    private static final int ENTRY_BYTES = Integer.BYTES + Long.BYTES;

    private final TreeMap<Integer, Long> bins = new TreeMap<>();

    /** An empty distribution. */
    public Distribution() {}

    /** Adds a value; with a negative count, removes it. */
    public void add(double value, long count) {
        addBin(value < 0 ? -1 - LogBins.of(-value) : LogBins.of(value), count);
    }

    /** Adds to the count of a bin, which is never less than 0. */
    public void addBin(int bin, long count) {
        bins.compute(bin, (key, before) -> {
            long sum = count + (before == null ? 0 : before);
            return sum <= 0 ? null : sum;
        });
    }

    /** Adds all values of another distribution. */
    public void merge(Distribution other) {
        other.bins.forEach(this::addBin);
    }

    /**
     * Adds all values of distributions.
     *
     * @param bytes the bytes of each, one after the other, as {@link #bytes} writes them
     * @throws IllegalArgumentException when they are not whole pairs
     */
    public void merge(byte[] bytes) {
        if (bytes.length % ENTRY_BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are not whole pairs of a bin and a count");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            addBin(buffer.getInt(), buffer.getLong());
        }
    }

    /** Number of bins with values. */
    public int size() {
        return bins.size();
    }

    /** Passes each bin with its count, ascending. */
    public void forEach(BiConsumer<Integer, Long> consumer) {
        bins.forEach(consumer);
    }

    /** The value at position floor(n * numerator / denominator) of n ascending values, within 1 %; null without values. */
    public @Nullable Double quantile(long numerator, long denominator) {
        long size = bins.values().stream().mapToLong(Long::longValue).sum();
        long before = Math.min(size * numerator / denominator, size - 1);
        for (Map.Entry<Integer, Long> entry : bins.entrySet()) {
            before -= entry.getValue();
            if (before < 0) {
                int bin = entry.getKey();
                return bin < 0 ? -LogBins.value(-1 - bin) : LogBins.value(bin);
            }
        }
        return null;
    }

    /** The bins as big-endian pairs of a 32-bit bin and a 64-bit count, ascending. */
    public byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(bins.size() * ENTRY_BYTES);
        bins.forEach((bin, count) -> buffer.putInt(bin).putLong(count));
        return buffer.array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Distribution that && bins.equals(that.bins);
    }

    @Override
    public int hashCode() {
        return bins.hashCode();
    }
}
