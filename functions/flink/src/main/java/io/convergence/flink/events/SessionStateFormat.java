package io.convergence.flink.events;

import io.convergence.core.session.SessionCounts;
import io.convergence.core.session.SessionState;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a session that has not ended; NaN stands for an absent sample rate. */
public final class SessionStateFormat implements Format<SessionState> {
    private static final SessionCountsFormat COUNTS = new SessionCountsFormat();

    @Override
    public Class<SessionState> type() {
        return SessionState.class;
    }

    @Override
    public void write(SessionState value, DataOutputView out) throws IOException {
        VarLong.write(value.startedAt(), out);
        VarLong.write(value.lastSeen(), out);
        VarLong.write(value.emittedAt(), out);
        out.writeBoolean(value.dirty());
        out.writeBoolean(value.erased());
        COUNTS.write(value.counts(), out);
        Texts.write(value.host(), out);
        Texts.writeNullable(value.entryPage(), out);
        Texts.writeNullable(value.exitPage(), out);
        out.writeBoolean(value.hasReplay());
        Double rate = value.sampleRate();
        out.writeDouble(rate == null ? Double.NaN : rate);
        Texts.writeMap(value.labels(), out);
    }

    @Override
    public SessionState read(int version, DataInputView in) throws IOException {
        long startedAt = VarLong.read(in);
        long lastSeen = VarLong.read(in);
        long emittedAt = VarLong.read(in);
        boolean dirty = in.readBoolean();
        boolean erased = in.readBoolean();
        SessionCounts counts = COUNTS.read(version, in);
        String host = Texts.read(in);
        String entryPage = Texts.readNullable(in);
        String exitPage = Texts.readNullable(in);
        boolean hasReplay = in.readBoolean();
        double rate = in.readDouble();
        return new SessionState(
                startedAt,
                lastSeen,
                emittedAt,
                dirty,
                erased,
                counts,
                host,
                entryPage,
                exitPage,
                hasReplay,
                Double.isNaN(rate) ? null : rate,
                FieldTexts.read(in));
    }
}
