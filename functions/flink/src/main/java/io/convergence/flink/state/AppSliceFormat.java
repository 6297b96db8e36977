package io.convergence.flink.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a slice: app, start. Keys never change. */
public final class AppSliceFormat implements KeyFormat<AppSlice> {

    @Override
    public Class<AppSlice> type() {
        return AppSlice.class;
    }

    @Override
    public void write(AppSlice value, DataOutputView out) throws IOException {
        Texts.write(value.app(), out);
        out.writeLong(value.start());
    }

    @Override
    public AppSlice read(int version, DataInputView in) throws IOException {
        return new AppSlice(Texts.read(in), in.readLong());
    }
}
