package io.convergence.flink.state;

import io.convergence.core.window.RumPartial;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of a partial count of views: event times relative to the slice, everything else as it is. The text after the app is
 * empty; it was the page.
 */
public final class RumPartialFormat implements Format<RumPartial> {
    private final VitalHistogramsFormat vitals = new VitalHistogramsFormat();

    @Override
    public Class<RumPartial> type() {
        return RumPartial.class;
    }

    @Override
    public void write(RumPartial value, DataOutputView out) throws IOException {
        Texts.write(value.app(), out);
        Texts.write("", out);
        VarLong.write(value.sliceStart(), out);
        VarLong.write(value.passedBoundary(), out);
        VarLong.write(value.firstEventTime() - value.sliceStart(), out);
        VarLong.write(value.lastEventTime() - value.sliceStart(), out);
        VarLong.write(value.views(), out);
        VarLong.write(value.errorViews(), out);
        VarLong.write(value.lcpSamples(), out);
        VarLong.write(value.lcpBelow(), out);
        vitals.write(value.vitals(), out);
    }

    @Override
    public RumPartial read(int version, DataInputView in) throws IOException {
        String app = Texts.read(in);
        Texts.read(in);
        long sliceStart = VarLong.read(in);
        return new RumPartial(
                app,
                sliceStart,
                VarLong.read(in),
                VarLong.read(in) + sliceStart,
                VarLong.read(in) + sliceStart,
                VarLong.readInt(in),
                VarLong.readInt(in),
                VarLong.readInt(in),
                VarLong.readInt(in),
                vitals.read(version, in));
    }
}
