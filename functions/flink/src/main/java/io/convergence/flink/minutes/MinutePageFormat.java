package io.convergence.flink.minutes;

import io.convergence.flink.state.KeyFormat;
import io.convergence.flink.state.Texts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a row of a large closed minute: minute, page. Keys never change. */
public final class MinutePageFormat implements KeyFormat<MinutePage> {

    @Override
    public Class<MinutePage> type() {
        return MinutePage.class;
    }

    @Override
    public void write(MinutePage value, DataOutputView out) throws IOException {
        out.writeLong(value.minute());
        Texts.write(value.page(), out);
    }

    @Override
    public MinutePage read(int version, DataInputView in) throws IOException {
        return new MinutePage(in.readLong(), Texts.read(in));
    }
}
