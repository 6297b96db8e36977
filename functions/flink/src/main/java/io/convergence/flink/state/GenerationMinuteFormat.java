package io.convergence.flink.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a minute: generation, start. Keys never change. */
public final class GenerationMinuteFormat implements KeyFormat<GenerationMinute> {

    @Override
    public Class<GenerationMinute> type() {
        return GenerationMinute.class;
    }

    @Override
    public void write(GenerationMinute value, DataOutputView out) throws IOException {
        out.writeLong(value.generation());
        out.writeLong(value.minute());
    }

    @Override
    public GenerationMinute read(int version, DataInputView in) throws IOException {
        return new GenerationMinute(in.readLong(), in.readLong());
    }
}
