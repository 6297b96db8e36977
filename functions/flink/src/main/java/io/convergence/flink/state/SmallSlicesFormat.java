package io.convergence.flink.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of small slices: the number of slices and the unit of the steps between their starts, in milliseconds. Then for each
 * slice the start or the step from the one before, and the vitals as {@link PackedVitals}.
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
        PackedLongs packed = new PackedLongs(EXPECTED_BYTES * (1 + value.size()));
        long unit = unit(value);
        packed.put(value.size());
        packed.put(unit);
        long previous = 0;
        for (int i = 0; i < value.size(); i++) {
            packed.put((value.startAt(i) - previous) / unit);
            previous = value.startAt(i);
            value.vitalsAt(i).appendTo(packed);
        }
        packed.write(out);
    }

    @Override
    public SmallSlices read(int version, DataInputView in) throws IOException {
        PackedLongs packed = PackedLongs.read(in);
        int size = packed.takeInt();
        SmallSlices slices = new SmallSlices(size);
        long unit = packed.take();
        long start = 0;
        for (int i = 0; i < size; i++) {
            start += unit * packed.take();
            slices.add(start, PackedVitals.takePacked(packed));
        }
        return slices;
    }

    @Override
    public SmallSlices copy(SmallSlices value) {
        return value.copy();
    }

    /** Unit of the steps: a second when every slice starts at a full one, so that steps are small; else a millisecond. */
    private static long unit(SmallSlices value) {
        for (int i = 0; i < value.size(); i++) {
            if (value.startAt(i) % SECOND_MILLIS != 0) {
                return 1;
            }
        }
        return SECOND_MILLIS;
    }
}
