package io.convergence.flink.events;

import io.convergence.core.signal.LatchState;
import io.convergence.core.signal.Latched;
import io.convergence.core.signal.SignalKind;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of what is remembered of a signal that depends on one condition. */
public final class LatchStateFormat implements Format<LatchState> {

    @Override
    public Class<LatchState> type() {
        return LatchState.class;
    }

    @Override
    public void write(LatchState value, DataOutputView out) throws IOException {
        VarLong.write(value.forgottenAt(), out);
        Latched firing = value.firing();
        out.writeBoolean(firing != null);
        if (firing != null) {
            Texts.write(firing.kind().name(), out);
            VarLong.write(firing.startsAt(), out);
            VarLong.write(firing.sequence(), out);
        }
    }

    @Override
    public LatchState read(int version, DataInputView in) throws IOException {
        long forgottenAt = VarLong.read(in);
        Latched firing = in.readBoolean()
                ? new Latched(SignalKind.valueOf(Texts.read(in)), VarLong.read(in), VarLong.readInt(in))
                : null;
        return new LatchState(firing, forgottenAt);
    }
}
