package io.convergence.flink.events;

import io.convergence.core.event.RumEvent;
import io.convergence.core.session.TimelineRow;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a row of the timeline: the event, then what the row adds to it; the id only where it is another one. */
public final class TimelineRowFormat implements Format<TimelineRow> {
    private static final RumEventFormat EVENT = new RumEventFormat();

    @Override
    public Class<TimelineRow> type() {
        return TimelineRow.class;
    }

    @Override
    public void write(TimelineRow value, DataOutputView out) throws IOException {
        RumEvent event = value.event();
        EVENT.write(event, out);
        Texts.writeNullable(value.id().equals(event.id()) ? null : value.id(), out);
        VarLong.write(value.receivedAt() - event.receivedAt(), out);
        VarLong.write(value.revision(), out);
        Texts.writeNullable(value.fingerprint(), out);
    }

    @Override
    public TimelineRow read(int version, DataInputView in) throws IOException {
        RumEvent event = EVENT.read(version, in);
        String id = Texts.readNullable(in);
        return new TimelineRow(
                event,
                id == null ? event.id() : id,
                event.receivedAt() + VarLong.read(in),
                VarLong.read(in),
                Texts.readNullable(in));
    }
}
