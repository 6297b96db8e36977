package io.convergence.flink.state;

import io.convergence.core.vitals.VitalHistograms;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of small slices: the number of slices and the unit of the steps between their starts, in milliseconds. Then for each
 * slice the start or the step from the one before, the number of bins, and for each bin twice the step of its key from the one
 * before. The step is followed by a count where 1 is added to its double; otherwise the count is 1, as it usually is.
 */
public final class SmallSlicesFormat implements Format<SmallSlices> {
    private static final long SECOND_MILLIS = 1000;
    private static final int EXPECTED_BYTES = 16;

    @Override
    public Class<SmallSlices> type() {
        return SmallSlices.class;
    }

    @Override
    public void write(SmallSlices value, DataOutputView out) throws IOException {
        PackedLongs packed =
                new PackedLongs(EXPECTED_BYTES * (1 + value.byStart().size()));
        long unit = unit(value);
        packed.put(value.byStart().size());
        packed.put(unit);
        long previous = 0;
        for (Map.Entry<Long, VitalHistograms> slice : value.byStart().entrySet()) {
            packed.put((slice.getKey() - previous) / unit);
            previous = slice.getKey();
            write(slice.getValue(), packed);
        }
        packed.write(out);
    }

    @Override
    public SmallSlices read(int version, DataInputView in) throws IOException {
        PackedLongs packed = PackedLongs.read(in);
        SmallSlices slices = new SmallSlices();
        int size = packed.takeInt();
        long unit = packed.take();
        long start = 0;
        for (int i = 0; i < size; i++) {
            start += unit * packed.take();
            slices.put(start, readVitals(packed));
        }
        return slices;
    }

    @Override
    public SmallSlices copy(SmallSlices value) {
        return value.copy();
    }

    private static void write(VitalHistograms vitals, PackedLongs packed) {
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

    private static VitalHistograms readVitals(PackedLongs packed) {
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

    /** Unit of the steps: a second when every slice starts at a full one, so that steps are small; else a millisecond. */
    private static long unit(SmallSlices value) {
        return value.byStart().keySet().stream().allMatch(start -> start % SECOND_MILLIS == 0) ? SECOND_MILLIS : 1;
    }
}
