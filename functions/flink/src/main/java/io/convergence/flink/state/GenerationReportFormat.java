package io.convergence.flink.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of an open report: generation, kind. Keys never change. */
public final class GenerationReportFormat implements KeyFormat<GenerationReport> {

    @Override
    public Class<GenerationReport> type() {
        return GenerationReport.class;
    }

    @Override
    public void write(GenerationReport value, DataOutputView out) throws IOException {
        out.writeLong(value.generation());
        Texts.write(value.kind(), out);
    }

    @Override
    public GenerationReport read(int version, DataInputView in) throws IOException {
        return new GenerationReport(in.readLong(), Texts.read(in));
    }
}
