package io.convergence.flink.events;

import io.convergence.core.error.ErrorMinute;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the occurrences of a group in one minute. */
public final class ErrorMinuteFormat implements Format<ErrorMinute> {

    @Override
    public Class<ErrorMinute> type() {
        return ErrorMinute.class;
    }

    @Override
    public void write(ErrorMinute value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.host(), out);
        VarLong.write(value.minute(), out);
        Texts.write(value.fingerprint(), out);
        VarLong.write(value.count(), out);
        VarLong.write(value.sessions(), out);
    }

    @Override
    public ErrorMinute read(int version, DataInputView in) throws IOException {
        return new ErrorMinute(
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                VarLong.read(in),
                Texts.read(in),
                VarLong.read(in),
                VarLong.read(in));
    }
}
