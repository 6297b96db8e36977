package io.convergence.flink.state;

import io.convergence.core.vitals.VitalHistograms;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Vitals in a few bytes: the number of bins, and for each bin twice the step of its key from the one before. The step is followed
 * by a count where 1 is added to its double; otherwise the count is 1, as it usually is. Immutable.
 */
public final class PackedVitals {
    private final byte[] bytes;

    private PackedVitals(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Packs vitals. */
    public static PackedVitals of(VitalHistograms vitals) {
        PackedLongs packed = new PackedLongs(2 * vitals.size() + 2);
        append(vitals, packed);
        return new PackedVitals(packed.bytes());
    }

    /** Appends vitals to a sequence. */
    public static void append(VitalHistograms vitals, PackedLongs packed) {
        packed.put(vitals.size());
        int previous = 0;
        for (int i = 0; i < vitals.size(); i++) {
            int step = vitals.keyAt(i) - previous;
            previous = vitals.keyAt(i);
            int count = vitals.countAt(i);
            packed.put(2L * step + (count == 1 ? 0 : 1));
            if (count != 1) {
                packed.put(count);
            }
        }
    }

    /** Takes the next vitals of a sequence. */
    public static VitalHistograms take(PackedLongs packed) {
        int size = packed.takeInt();
        int[] keys = new int[size];
        int[] counts = new int[size];
        int previous = 0;
        for (int i = 0; i < size; i++) {
            long step = packed.take();
            previous += Math.toIntExact(step >> 1);
            keys[i] = previous;
            counts[i] = (step & 1) == 0 ? 1 : packed.takeInt();
        }
        return VitalHistograms.of(keys, counts);
    }

    /** Appends these vitals to a sequence. */
    void appendTo(PackedLongs packed) {
        packed.put(bytes);
    }

    /** Takes the next vitals of a sequence as they are. */
    static PackedVitals takePacked(PackedLongs packed) {
        int from = packed.position();
        for (int bins = packed.takeInt(); bins > 0; bins--) {
            if ((packed.take() & 1) != 0) {
                packed.take();
            }
        }
        return new PackedVitals(packed.bytesFrom(from));
    }

    /** The vitals, as an object that the caller may change. */
    public VitalHistograms vitals() {
        return take(new PackedLongs(bytes));
    }

    /** The number of bins. */
    public int size() {
        return new PackedLongs(bytes).takeInt();
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PackedVitals that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "PackedVitals[" + size() + " bins]";
    }
}
