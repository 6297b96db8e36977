package io.convergence.flink.events;

import io.convergence.core.rollup.Measurement;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Format of a measurement; NaN stands for an absent value. */
public final class MeasurementFormat implements Format<Measurement> {

    @Override
    public Class<Measurement> type() {
        return Measurement.class;
    }

    @Override
    public void write(Measurement value, DataOutputView out) throws IOException {
        MinuteKey key = value.key();
        StringValue.writeString(key.tenant(), out);
        StringValue.writeString(key.app(), out);
        StringValue.writeString(key.host(), out);
        VarLong.write(key.minute(), out);
        StringValue.writeString(value.metric(), out);
        out.writeBoolean(value.custom());
        StringValue.writeString(value.device(), out);
        Texts.writeMap(value.dimensions(), out);
        Double measured = value.value();
        out.writeDouble(measured == null ? Double.NaN : measured);
        VarLong.write(value.weight(), out);
        VarLong.write(value.sign(), out);
    }

    @Override
    public Measurement read(int version, DataInputView in) throws IOException {
        MinuteKey key = new MinuteKey(
                StringValue.readString(in), StringValue.readString(in), StringValue.readString(in), VarLong.read(in));
        String metric = StringValue.readString(in);
        boolean custom = in.readBoolean();
        String device = StringValue.readString(in);
        Map<String, String> dimensions = Texts.readMap(in);
        double measured = in.readDouble();
        return new Measurement(
                key,
                metric,
                custom,
                device,
                dimensions,
                Double.isNaN(measured) ? null : measured,
                VarLong.read(in),
                VarLong.readInt(in));
    }
}
