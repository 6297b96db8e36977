package io.convergence.flink.state;

import io.convergence.core.convergence.SyntheticSample;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a check sample, component by component. */
public final class SyntheticSampleFormat implements Format<SyntheticSample> {

    @Override
    public Class<SyntheticSample> type() {
        return SyntheticSample.class;
    }

    @Override
    public void write(SyntheticSample value, DataOutputView out) throws IOException {
        VarLong.write(value.receivedAt(), out);
        Texts.write(value.app(), out);
        out.writeBoolean(value.failed());
        Texts.write(value.location(), out);
    }

    @Override
    public SyntheticSample read(int version, DataInputView in) throws IOException {
        return new SyntheticSample(VarLong.read(in), Texts.read(in), in.readBoolean(), Texts.read(in));
    }
}
