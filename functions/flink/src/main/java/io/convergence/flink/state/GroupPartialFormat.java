package io.convergence.flink.state;

import io.convergence.core.slo.match.GroupPartial;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a partial count of a budget: key, generation, minute, boundary from which it counts, counts. */
public final class GroupPartialFormat implements Format<GroupPartial> {
    private final GroupKeyFormat key = new GroupKeyFormat();
    private final MinuteCountsFormat counts = new MinuteCountsFormat();

    @Override
    public Class<GroupPartial> type() {
        return GroupPartial.class;
    }

    @Override
    public void write(GroupPartial value, DataOutputView out) throws IOException {
        key.write(value.key(), out);
        VarLong.write(value.generation(), out);
        VarLong.write(value.minute(), out);
        VarLong.write(value.appliesAt(), out);
        counts.write(value.counts(), out);
    }

    @Override
    public GroupPartial read(int version, DataInputView in) throws IOException {
        return new GroupPartial(
                key.read(version, in), VarLong.read(in), VarLong.read(in), VarLong.read(in), counts.read(version, in));
    }
}
