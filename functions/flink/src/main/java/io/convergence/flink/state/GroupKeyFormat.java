package io.convergence.flink.state;

import io.convergence.core.slo.definition.GroupKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of the key of a budget: tenant, objective, group. Keys never change. */
public final class GroupKeyFormat implements KeyFormat<GroupKey> {

    @Override
    public Class<GroupKey> type() {
        return GroupKey.class;
    }

    @Override
    public void write(GroupKey value, DataOutputView out) throws IOException {
        StringValue.writeString(value.tenant(), out);
        StringValue.writeString(value.slo(), out);
        StringValue.writeString(value.group(), out);
    }

    @Override
    public GroupKey read(int version, DataInputView in) throws IOException {
        return new GroupKey(StringValue.readString(in), StringValue.readString(in), StringValue.readString(in));
    }
}
