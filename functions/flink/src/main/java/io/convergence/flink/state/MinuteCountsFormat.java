package io.convergence.flink.state;

import io.convergence.core.slo.match.MinuteCounts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the counts of a minute: events of the source, then synthetic results that replace them when they are few. */
public final class MinuteCountsFormat implements Format<MinuteCounts> {
    private final EventCountsFormat events = new EventCountsFormat();

    @Override
    public Class<MinuteCounts> type() {
        return MinuteCounts.class;
    }

    @Override
    public void write(MinuteCounts value, DataOutputView out) throws IOException {
        events.write(value.events(), out);
        events.write(value.fallback(), out);
    }

    @Override
    public MinuteCounts read(int version, DataInputView in) throws IOException {
        return new MinuteCounts(events.read(version, in), events.read(version, in));
    }
}
