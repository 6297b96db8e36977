package io.convergence.flink.state;

import io.convergence.core.window.MinuteKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a minute of an app on a host: tenant, app, host, start. Keys never change. */
public final class MinuteKeyFormat implements KeyFormat<MinuteKey> {

    @Override
    public Class<MinuteKey> type() {
        return MinuteKey.class;
    }

    @Override
    public void write(MinuteKey value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.host(), out);
        out.writeLong(value.minute());
    }

    @Override
    public MinuteKey read(int version, DataInputView in) throws IOException {
        return new MinuteKey(Texts.read(in), Texts.read(in), Texts.read(in), in.readLong());
    }
}
