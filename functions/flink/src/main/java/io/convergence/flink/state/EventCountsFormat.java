package io.convergence.flink.state;

import io.convergence.core.slo.match.EventCounts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of event counts: good, bad, bad ones by page, host and browser. */
public final class EventCountsFormat implements Format<EventCounts> {
    private final BadByFormat attribution = new BadByFormat();

    @Override
    public Class<EventCounts> type() {
        return EventCounts.class;
    }

    @Override
    public void write(EventCounts value, DataOutputView out) throws IOException {
        VarLong.write(value.good(), out);
        VarLong.write(value.bad(), out);
        attribution.write(value.attribution(), out);
    }

    @Override
    public EventCounts read(int version, DataInputView in) throws IOException {
        return new EventCounts(VarLong.read(in), VarLong.read(in), attribution.read(version, in));
    }
}
