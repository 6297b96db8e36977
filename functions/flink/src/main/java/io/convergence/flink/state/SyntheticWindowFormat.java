package io.convergence.flink.state;

import io.convergence.core.convergence.LocatedFailure;
import io.convergence.core.convergence.SyntheticWindow;
import io.convergence.core.window.SlidingCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a window of check results: sliding counts, then the failures with a location. */
public final class SyntheticWindowFormat implements Format<SyntheticWindow> {
    private final SlidingCountsFormat counts = new SlidingCountsFormat();

    @Override
    public Class<SyntheticWindow> type() {
        return SyntheticWindow.class;
    }

    @Override
    public void write(SyntheticWindow value, DataOutputView out) throws IOException {
        counts.write(value.counts(), out);
        List<LocatedFailure> located = value.located();
        VarLong.write(located.size(), out);
        for (LocatedFailure failure : located) {
            VarLong.write(failure.sliceStart(), out);
            Texts.write(failure.location(), out);
        }
    }

    @Override
    public SyntheticWindow read(int version, DataInputView in) throws IOException {
        SlidingCounts slices = counts.read(version, in);
        int size = VarLong.readInt(in);
        List<LocatedFailure> located = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            located.add(new LocatedFailure(VarLong.read(in), Texts.read(in)));
        }
        return new SyntheticWindow(slices, located);
    }
}
