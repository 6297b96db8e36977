package io.convergence.flink.events;

import io.convergence.core.error.ErrorGroup;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of a group of errors. */
public final class ErrorGroupFormat implements Format<ErrorGroup> {

    @Override
    public Class<ErrorGroup> type() {
        return ErrorGroup.class;
    }

    @Override
    public void write(ErrorGroup value, DataOutputView out) throws IOException {
        StringValue.writeString(value.tenant(), out);
        StringValue.writeString(value.app(), out);
        StringValue.writeString(value.fingerprint(), out);
        StringValue.writeString(value.type(), out);
        StringValue.writeString(value.template(), out);
        StringValue.writeString(value.top(), out);
        VarLong.write(value.firstSeen(), out);
        VarLong.write(value.lastSeen(), out);
        VarLong.write(value.count(), out);
        VarLong.write(value.sessions(), out);
        Texts.writeNullable(value.firstVersion(), out);
        Texts.writeNullable(value.lastVersion(), out);
        Texts.writeNullable(value.sampleSession(), out);
        StringValue.writeString(value.sampleId(), out);
        StringValue.writeString(value.lastId(), out);
    }

    @Override
    public ErrorGroup read(int version, DataInputView in) throws IOException {
        return new ErrorGroup(
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                Texts.readNullable(in),
                Texts.readNullable(in),
                Texts.readNullable(in),
                StringValue.readString(in),
                StringValue.readString(in));
    }
}
