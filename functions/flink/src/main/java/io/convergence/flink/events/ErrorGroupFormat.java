package io.convergence.flink.events;

import io.convergence.core.error.ErrorGroup;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a group of errors. */
public final class ErrorGroupFormat implements Format<ErrorGroup> {

    @Override
    public Class<ErrorGroup> type() {
        return ErrorGroup.class;
    }

    @Override
    public void write(ErrorGroup value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.fingerprint(), out);
        Texts.write(value.type(), out);
        Texts.write(value.template(), out);
        Texts.write(value.top(), out);
        VarLong.write(value.firstSeen(), out);
        VarLong.write(value.lastSeen(), out);
        VarLong.write(value.count(), out);
        VarLong.write(value.sessions(), out);
        Texts.writeNullable(value.firstVersion(), out);
        Texts.writeNullable(value.lastVersion(), out);
        Texts.writeNullable(value.sampleSession(), out);
        Texts.write(value.sampleId(), out);
        Texts.write(value.lastId(), out);
    }

    @Override
    public ErrorGroup read(int version, DataInputView in) throws IOException {
        return new ErrorGroup(
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                Texts.readNullable(in),
                Texts.readNullable(in),
                Texts.readNullable(in),
                Texts.read(in),
                Texts.read(in));
    }
}
