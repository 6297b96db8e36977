package io.convergence.flink.events;

import io.convergence.core.session.SessionCounts;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the counts of a session. */
public final class SessionCountsFormat implements Format<SessionCounts> {

    @Override
    public Class<SessionCounts> type() {
        return SessionCounts.class;
    }

    @Override
    public void write(SessionCounts value, DataOutputView out) throws IOException {
        VarLong.write(value.events(), out);
        VarLong.write(value.duplicates(), out);
        VarLong.write(value.views(), out);
        VarLong.write(value.pageViews(), out);
        VarLong.write(value.errors(), out);
        VarLong.write(value.actions(), out);
        VarLong.write(value.resources(), out);
        VarLong.write(value.longTasks(), out);
    }

    @Override
    public SessionCounts read(int version, DataInputView in) throws IOException {
        return new SessionCounts(
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in));
    }
}
