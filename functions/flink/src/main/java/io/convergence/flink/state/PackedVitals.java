package io.convergence.flink.state;

import io.convergence.core.vitals.VitalHistograms;

/**
 * Encoding of vitals with few values: the number of bins, and for each bin twice the step of its key from the one before.
 * The step is followed by a count where 1 is added to its double; otherwise the count is 1, as it usually is.
 */
public final class PackedVitals {
    private PackedVitals() {}

    /** Appends vitals. */
    public static void write(VitalHistograms vitals, PackedLongs packed) {
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

    /** Takes the next vitals. */
    public static VitalHistograms read(PackedLongs packed) {
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
}
