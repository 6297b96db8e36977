package io.convergence.flink.state;

import io.convergence.core.slo.definition.GroupKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a budget: tenant, objective, group. Keys never change. */
public final class GroupKeyFormat implements KeyFormat<GroupKey> {

    @Override
    public Class<GroupKey> type() {
        return GroupKey.class;
    }

    @Override
    public void write(GroupKey value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.slo(), out);
        Texts.write(value.group(), out);
    }

    @Override
    public GroupKey read(int version, DataInputView in) throws IOException {
        return new GroupKey(Texts.read(in), Texts.read(in), Texts.read(in));
    }
}
