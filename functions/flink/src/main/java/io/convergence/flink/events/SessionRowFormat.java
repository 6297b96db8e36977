package io.convergence.flink.events;

import io.convergence.core.session.EndReason;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionRow;
import io.convergence.core.session.SessionState;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a row of a session: key, content, reason of the end. */
public final class SessionRowFormat implements Format<SessionRow> {
    private static final SessionKeyFormat KEY = new SessionKeyFormat();
    private static final SessionStateFormat STATE = new SessionStateFormat();

    @Override
    public Class<SessionRow> type() {
        return SessionRow.class;
    }

    @Override
    public void write(SessionRow value, DataOutputView out) throws IOException {
        KEY.write(value.key(), out);
        STATE.write(value.state(), out);
        EndReason reason = value.endReason();
        Texts.writeNullable(reason == null ? null : reason.name(), out);
    }

    @Override
    public SessionRow read(int version, DataInputView in) throws IOException {
        SessionKey key = KEY.read(version, in);
        SessionState state = STATE.read(version, in);
        String reason = Texts.readNullable(in);
        return new SessionRow(key, state, reason == null ? null : EndReason.valueOf(reason));
    }
}
