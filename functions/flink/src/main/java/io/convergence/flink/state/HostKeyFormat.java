package io.convergence.flink.state;

import io.convergence.core.window.HostKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a host: tenant, host name. Keys never change. */
public final class HostKeyFormat implements KeyFormat<HostKey> {

    @Override
    public Class<HostKey> type() {
        return HostKey.class;
    }

    @Override
    public void write(HostKey value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.host(), out);
    }

    @Override
    public HostKey read(int version, DataInputView in) throws IOException {
        return new HostKey(Texts.read(in), Texts.read(in));
    }
}
