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

/** Format of a measurement; NaN stands for an absent value. */
public final class MeasurementFormat implements Format<Measurement> {

    @Override
    public Class<Measurement> type() {
        return Measurement.class;
    }

    @Override
    public void write(Measurement value, DataOutputView out) throws IOException {
        MinuteKey key = value.key();
        Texts.write(key.tenant(), out);
        Texts.write(key.app(), out);
        Texts.write(key.host(), out);
        VarLong.write(key.minute(), out);
        Texts.write(value.metric(), out);
        out.writeBoolean(value.custom());
        Texts.write(value.device(), out);
        Texts.writeMap(value.dimensions(), out);
        Double measured = value.value();
        out.writeDouble(measured == null ? Double.NaN : measured);
        VarLong.write(value.weight(), out);
        VarLong.write(value.sign(), out);
    }

    @Override
    public Measurement read(int version, DataInputView in) throws IOException {
        MinuteKey key = new MinuteKey(Texts.read(in), Texts.read(in), Texts.read(in), VarLong.read(in));
        String metric = Texts.read(in);
        boolean custom = in.readBoolean();
        String device = Texts.read(in);
        Map<String, String> dimensions = FieldTexts.read(in);
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
