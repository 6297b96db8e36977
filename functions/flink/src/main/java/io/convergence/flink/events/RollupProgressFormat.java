package io.convergence.flink.events;

import io.convergence.core.rollup.RollupProgress;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the progress of a minute. */
public final class RollupProgressFormat implements Format<RollupProgress> {

    @Override
    public Class<RollupProgress> type() {
        return RollupProgress.class;
    }

    @Override
    public void write(RollupProgress value, DataOutputView out) throws IOException {
        out.writeBoolean(value.closed());
        VarLong.write(value.rows(), out);
        VarLong.write(value.metrics(), out);
        VarLong.write(value.pages(), out);
        VarLong.write(value.names(), out);
        VarLong.write(value.hosts(), out);
        VarLong.write(value.providers(), out);
    }

    @Override
    public RollupProgress read(int version, DataInputView in) throws IOException {
        return new RollupProgress(
                in.readBoolean(),
                VarLong.readInt(in),
                VarLong.readInt(in),
                VarLong.readInt(in),
                VarLong.readInt(in),
                VarLong.readInt(in),
                VarLong.readInt(in));
    }
}
