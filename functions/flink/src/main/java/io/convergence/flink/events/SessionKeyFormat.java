package io.convergence.flink.events;

import io.convergence.core.session.SessionKey;
import io.convergence.flink.state.KeyFormat;
import io.convergence.flink.state.Texts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a session: tenant, app, session, event. Keys never change. */
public final class SessionKeyFormat implements KeyFormat<SessionKey> {

    @Override
    public Class<SessionKey> type() {
        return SessionKey.class;
    }

    @Override
    public void write(SessionKey value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.session(), out);
        Texts.write(value.event(), out);
    }

    @Override
    public SessionKey read(int version, DataInputView in) throws IOException {
        return new SessionKey(Texts.read(in), Texts.read(in), Texts.read(in), Texts.read(in));
    }
}
