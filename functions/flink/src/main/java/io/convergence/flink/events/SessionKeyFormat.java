package io.convergence.flink.events;

import io.convergence.core.session.SessionKey;
import io.convergence.flink.state.KeyFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of the key of a session: tenant, app, session, event. Keys never change. */
public final class SessionKeyFormat implements KeyFormat<SessionKey> {

    @Override
    public Class<SessionKey> type() {
        return SessionKey.class;
    }

    @Override
    public void write(SessionKey value, DataOutputView out) throws IOException {
        StringValue.writeString(value.tenant(), out);
        StringValue.writeString(value.app(), out);
        StringValue.writeString(value.session(), out);
        StringValue.writeString(value.event(), out);
    }

    @Override
    public SessionKey read(int version, DataInputView in) throws IOException {
        return new SessionKey(
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in));
    }
}
