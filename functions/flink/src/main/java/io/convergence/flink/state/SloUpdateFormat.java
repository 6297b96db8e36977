package io.convergence.flink.state;

import io.convergence.core.slo.definition.SloUpdate;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a definition update: owner, name, beginning, offset, then the definition or a mark that it is removed. */
public final class SloUpdateFormat implements Format<SloUpdate> {
    private final SloDefinitionFormat definition = new SloDefinitionFormat();

    @Override
    public Class<SloUpdate> type() {
        return SloUpdate.class;
    }

    @Override
    public void write(SloUpdate value, DataOutputView out) throws IOException {
        Texts.write(value.tenant(), out);
        Texts.write(value.name(), out);
        VarLong.write(value.effectiveFrom(), out);
        VarLong.write(value.offset(), out);
        out.writeBoolean(value.definition() != null);
        if (value.definition() != null) {
            definition.write(value.definition(), out);
        }
    }

    @Override
    public SloUpdate read(int version, DataInputView in) throws IOException {
        return new SloUpdate(
                Texts.read(in),
                Texts.read(in),
                VarLong.read(in),
                VarLong.read(in),
                in.readBoolean() ? definition.read(version, in) : null);
    }
}
