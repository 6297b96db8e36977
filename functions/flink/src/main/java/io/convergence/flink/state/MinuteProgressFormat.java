package io.convergence.flink.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the progress of a minute of page views: closed, rows, end of its state, latest restatement. */
public final class MinuteProgressFormat implements Format<MinuteProgress> {

    @Override
    public Class<MinuteProgress> type() {
        return MinuteProgress.class;
    }

    @Override
    public void write(MinuteProgress value, DataOutputView out) throws IOException {
        out.writeBoolean(value.isClosed());
        VarLong.write(value.rows(), out);
        VarLong.write(value.expiresAt(), out);
        VarLong.write(value.restatedAt(), out);
    }

    @Override
    public MinuteProgress read(int version, DataInputView in) throws IOException {
        return new MinuteProgress(in.readBoolean(), VarLong.readInt(in), VarLong.read(in), VarLong.read(in));
    }
}
