package io.convergence.flink.events;

import io.convergence.core.error.ErrorGroupHost;
import io.convergence.flink.state.KeyFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of the key of a group of errors on a host: tenant, app, host, fingerprint. Keys never change. */
public final class ErrorGroupHostFormat implements KeyFormat<ErrorGroupHost> {

    @Override
    public Class<ErrorGroupHost> type() {
        return ErrorGroupHost.class;
    }

    @Override
    public void write(ErrorGroupHost value, DataOutputView out) throws IOException {
        StringValue.writeString(value.tenant(), out);
        StringValue.writeString(value.app(), out);
        StringValue.writeString(value.host(), out);
        StringValue.writeString(value.fingerprint(), out);
    }

    @Override
    public ErrorGroupHost read(int version, DataInputView in) throws IOException {
        return new ErrorGroupHost(
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in));
    }
}
