package io.convergence.flink.events;

import io.convergence.core.rollup.MetricRowKey;
import io.convergence.flink.state.KeyFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of the key of a row within a minute: metric, device, dimension, value. Keys never change. */
public final class MetricRowKeyFormat implements KeyFormat<MetricRowKey> {

    @Override
    public Class<MetricRowKey> type() {
        return MetricRowKey.class;
    }

    @Override
    public void write(MetricRowKey value, DataOutputView out) throws IOException {
        StringValue.writeString(value.metric(), out);
        StringValue.writeString(value.device(), out);
        StringValue.writeString(value.dimension(), out);
        StringValue.writeString(value.value(), out);
    }

    @Override
    public MetricRowKey read(int version, DataInputView in) throws IOException {
        return new MetricRowKey(
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in));
    }
}
