package io.convergence.flink.events;

import io.convergence.core.error.ErrorGroupHost;
import io.convergence.flink.state.KeyFormat;
import io.convergence.flink.state.Texts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a group of errors on a host: tenant, app, host, fingerprint. Keys never change. */
public final class ErrorGroupHostFormat implements KeyFormat<ErrorGroupHost> {

    @Override
    public Class<ErrorGroupHost> type() {
        return ErrorGroupHost.class;
    }

    @Override
    public void write(ErrorGroupHost value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.host(), out);
        Texts.write(value.fingerprint(), out);
    }

    @Override
    public ErrorGroupHost read(int version, DataInputView in) throws IOException {
        return new ErrorGroupHost(Texts.read(in), Texts.read(in), Texts.read(in), Texts.read(in));
    }
}
