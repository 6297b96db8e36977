package io.convergence.flink.minutes;

import io.convergence.core.window.minute.AppHostKey;
import io.convergence.flink.state.KeyFormat;
import io.convergence.flink.state.Texts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of an app on a host: tenant, app, host. Keys never change. */
public final class AppHostKeyFormat implements KeyFormat<AppHostKey> {

    @Override
    public Class<AppHostKey> type() {
        return AppHostKey.class;
    }

    @Override
    public void write(AppHostKey value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.host(), out);
    }

    @Override
    public AppHostKey read(int version, DataInputView in) throws IOException {
        return new AppHostKey(Texts.read(in), Texts.read(in), Texts.read(in));
    }
}
