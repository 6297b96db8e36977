package io.convergence.flink.state;

import io.convergence.core.signal.Severity;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.alert.TierState;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** The tier, its instants, then what its signals are about; enums by name. */
public final class TierStateFormat implements Format<TierState> {

    @Override
    public Class<TierState> type() {
        return TierState.class;
    }

    @Override
    public void write(TierState value, DataOutputView out) throws IOException {
        StringValue.writeString(value.tier(), out);
        VarLong.write(value.pendingSince(), out);
        VarLong.write(value.startsAt(), out);
        VarLong.write(value.sequence(), out);
        out.writeBoolean(value.frozen());
        VarLong.write(value.resolvedAt(), out);
        SignalSubject subject = value.subject();
        out.writeBoolean(subject != null);
        if (subject != null) {
            write(subject, out);
        }
    }

    @Override
    public TierState read(int version, DataInputView in) throws IOException {
        return new TierState(
                StringValue.readString(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.readInt(in),
                in.readBoolean(),
                VarLong.read(in),
                in.readBoolean() ? subject(in) : null);
    }

    private static void write(SignalSubject subject, DataOutputView out) throws IOException {
        StringValue.writeString(subject.tenant(), out);
        writeNullable(subject.app(), out);
        writeNullable(subject.host(), out);
        StringValue.writeString(subject.service(), out);
        writeNullable(subject.slo(), out);
        writeNullable(subject.group(), out);
        writeNullable(subject.tier(), out);
        StringValue.writeString(subject.severity().name(), out);
        writeNullable(subject.runbookUrl(), out);
        writeNullable(subject.url(), out);
    }

    private static SignalSubject subject(DataInputView in) throws IOException {
        return new SignalSubject(
                StringValue.readString(in),
                readNullable(in),
                readNullable(in),
                StringValue.readString(in),
                readNullable(in),
                readNullable(in),
                readNullable(in),
                Severity.valueOf(StringValue.readString(in)),
                readNullable(in),
                readNullable(in));
    }

    private static void writeNullable(@Nullable String value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            StringValue.writeString(value, out);
        }
    }

    private static @Nullable String readNullable(DataInputView in) throws IOException {
        return in.readBoolean() ? StringValue.readString(in) : null;
    }
}
