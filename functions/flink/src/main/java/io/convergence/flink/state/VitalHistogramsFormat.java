package io.convergence.flink.state;

import io.convergence.core.vitals.VitalHistograms;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of vitals: the number of bins, then for each the step of its key from the one before and its count. */
public final class VitalHistogramsFormat implements Format<VitalHistograms> {

    @Override
    public Class<VitalHistograms> type() {
        return VitalHistograms.class;
    }

    @Override
    public void write(VitalHistograms value, DataOutputView out) throws IOException {
        PackedLongs bins = new PackedLongs(4 * value.size());
        bins.put(value.size());
        int previous = 0;
        for (int i = 0; i < value.size(); i++) {
            bins.put(value.keyAt(i) - previous);
            bins.put(value.countAt(i));
            previous = value.keyAt(i);
        }
        bins.write(out);
    }

    @Override
    public VitalHistograms read(int version, DataInputView in) throws IOException {
        PackedLongs bins = PackedLongs.read(in);
        int size = bins.takeInt();
        int[] keys = new int[size];
        int[] counts = new int[size];
        int previous = 0;
        for (int i = 0; i < size; i++) {
            previous += bins.takeInt();
            keys[i] = previous;
            counts[i] = bins.takeInt();
        }
        return VitalHistograms.of(keys, counts);
    }

    @Override
    public VitalHistograms copy(VitalHistograms value) {
        return value.copy();
    }
}
