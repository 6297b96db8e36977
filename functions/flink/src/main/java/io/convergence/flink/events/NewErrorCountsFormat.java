package io.convergence.flink.events;

import io.convergence.core.error.NewErrorCounts;
import io.convergence.core.error.NewErrorMinute;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the occurrences of a group of errors on a host since the group is new. */
public final class NewErrorCountsFormat implements Format<NewErrorCounts> {

    @Override
    public Class<NewErrorCounts> type() {
        return NewErrorCounts.class;
    }

    @Override
    public void write(NewErrorCounts value, DataOutputView out) throws IOException {
        Texts.write(value.type(), out);
        Texts.write(value.template(), out);
        NewErrorMinute seen = value.seen();
        out.writeBoolean(seen != null);
        if (seen != null) {
            writeMinute(seen, out);
        }
        VarLong.write(value.pending().size(), out);
        for (Map.Entry<Long, NewErrorMinute> minute : value.pending().entrySet()) {
            VarLong.write(minute.getKey(), out);
            writeMinute(minute.getValue(), out);
        }
    }

    @Override
    public NewErrorCounts read(int version, DataInputView in) throws IOException {
        String type = Texts.read(in);
        String template = Texts.read(in);
        NewErrorMinute seen = in.readBoolean() ? readMinute(in) : null;
        SortedMap<Long, NewErrorMinute> pending = new TreeMap<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            long minute = VarLong.read(in);
            pending.put(minute, readMinute(in));
        }
        return new NewErrorCounts(type, template, seen, pending);
    }

    private static void writeMinute(NewErrorMinute minute, DataOutputView out) throws IOException {
        VarLong.write(minute.groupFirst(), out);
        Texts.writeNullable(minute.firstVersion(), out);
        VarLong.write(minute.count(), out);
        VarLong.write(minute.sessions(), out);
        VarLong.write(minute.newCount(), out);
        VarLong.write(minute.newSessions(), out);
        VarLong.write(minute.lastSeen(), out);
    }

    private static NewErrorMinute readMinute(DataInputView in) throws IOException {
        return new NewErrorMinute(
                VarLong.read(in),
                Texts.readNullable(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in));
    }
}
