package io.convergence.flink.state;

import io.convergence.core.slo.definition.DefinitionRecord;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a document: key, offset, timestamp, then the text or a mark that it is deleted. */
public final class DefinitionRecordFormat implements Format<DefinitionRecord> {

    @Override
    public Class<DefinitionRecord> type() {
        return DefinitionRecord.class;
    }

    @Override
    public void write(DefinitionRecord value, DataOutputView out) throws IOException {
        Texts.write(value.key(), out);
        VarLong.write(value.offset(), out);
        VarLong.write(value.timestamp(), out);
        Texts.writeNullable(value.document(), out);
    }

    @Override
    public DefinitionRecord read(int version, DataInputView in) throws IOException {
        return new DefinitionRecord(Texts.read(in), VarLong.read(in), VarLong.read(in), Texts.readNullable(in));
    }
}
