package io.convergence.flink.state;

import io.convergence.core.vitals.VitalHistograms;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bins as a count, then for each the step of its key from the one before and its count. */
public final class VitalHistogramsFormat implements Format<VitalHistograms> {

    @Override
    public Class<VitalHistograms> type() {
        return VitalHistograms.class;
    }

    @Override
    public void write(VitalHistograms value, DataOutputView out) throws IOException {
        VarLong.write(value.size(), out);
        int previous = 0;
        for (int i = 0; i < value.size(); i++) {
            VarLong.write(value.keyAt(i) - previous, out);
            VarLong.write(value.countAt(i), out);
            previous = value.keyAt(i);
        }
    }

    @Override
    public VitalHistograms read(int version, DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        int[] keys = new int[size];
        int[] counts = new int[size];
        int previous = 0;
        for (int i = 0; i < size; i++) {
            previous += VarLong.readInt(in);
            keys[i] = previous;
            counts[i] = VarLong.readInt(in);
        }
        return VitalHistograms.of(keys, counts);
    }
}
