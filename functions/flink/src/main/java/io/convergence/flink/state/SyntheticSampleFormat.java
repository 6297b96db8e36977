package io.convergence.flink.state;

import io.convergence.core.convergence.SyntheticSample;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of a check sample, component by component. */
public final class SyntheticSampleFormat implements Format<SyntheticSample> {

    @Override
    public Class<SyntheticSample> type() {
        return SyntheticSample.class;
    }

    @Override
    public void write(SyntheticSample value, DataOutputView out) throws IOException {
        VarLong.write(value.receivedAt(), out);
        StringValue.writeString(value.app(), out);
        out.writeBoolean(value.failed());
        StringValue.writeString(value.location(), out);
    }

    @Override
    public SyntheticSample read(int version, DataInputView in) throws IOException {
        return new SyntheticSample(
                VarLong.read(in), StringValue.readString(in), in.readBoolean(), StringValue.readString(in));
    }
}
