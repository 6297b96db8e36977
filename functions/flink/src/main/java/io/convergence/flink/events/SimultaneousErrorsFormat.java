package io.convergence.flink.events;

import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.error.SimultaneousErrors;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of the errors of a group that were received in the same millisecond. */
public final class SimultaneousErrorsFormat implements Format<SimultaneousErrors> {

    @Override
    public Class<SimultaneousErrors> type() {
        return SimultaneousErrors.class;
    }

    @Override
    public void write(SimultaneousErrors value, DataOutputView out) throws IOException {
        VarLong.write(value.errors().size(), out);
        for (ErrorOccurrence error : value.errors()) {
            StringValue.writeString(error.tenant(), out);
            StringValue.writeString(error.app(), out);
            StringValue.writeString(error.host(), out);
            StringValue.writeString(error.fingerprint(), out);
            StringValue.writeString(error.type(), out);
            StringValue.writeString(error.template(), out);
            StringValue.writeString(error.top(), out);
            VarLong.write(error.at(), out);
            Texts.writeNullable(error.version(), out);
            Texts.writeNullable(error.session(), out);
            StringValue.writeString(error.id(), out);
            out.writeBoolean(error.firstOfSession());
        }
    }

    @Override
    public SimultaneousErrors read(int version, DataInputView in) throws IOException {
        List<ErrorOccurrence> errors = new ArrayList<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            errors.add(new ErrorOccurrence(
                    StringValue.readString(in),
                    StringValue.readString(in),
                    StringValue.readString(in),
                    StringValue.readString(in),
                    StringValue.readString(in),
                    StringValue.readString(in),
                    StringValue.readString(in),
                    VarLong.read(in),
                    Texts.readNullable(in),
                    Texts.readNullable(in),
                    StringValue.readString(in),
                    in.readBoolean()));
        }
        return new SimultaneousErrors(errors);
    }
}
