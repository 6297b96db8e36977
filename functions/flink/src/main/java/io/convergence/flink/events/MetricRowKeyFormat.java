package io.convergence.flink.events;

import io.convergence.core.rollup.MetricRowKey;
import io.convergence.flink.state.KeyFormat;
import io.convergence.flink.state.Texts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a row within a minute: metric, device, dimension, value. Keys never change. */
public final class MetricRowKeyFormat implements KeyFormat<MetricRowKey> {

    @Override
    public Class<MetricRowKey> type() {
        return MetricRowKey.class;
    }

    @Override
    public void write(MetricRowKey value, DataOutputView out) throws IOException {
        Texts.write(value.metric(), out);
        Texts.write(value.device(), out);
        Texts.write(value.dimension(), out);
        Texts.write(value.value(), out);
    }

    @Override
    public MetricRowKey read(int version, DataInputView in) throws IOException {
        return new MetricRowKey(Texts.read(in), Texts.read(in), Texts.read(in), Texts.read(in));
    }
}
