package io.convergence.flink.events;

import io.convergence.core.event.EventType;
import io.convergence.core.event.FieldMap;
import io.convergence.core.event.RumEvent;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.Texts;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of an event of the second plane, component by component; NaN stands for an absent value. */
public final class RumEventFormat implements Format<RumEvent> {
    @Override
    public Class<RumEvent> type() {
        return RumEvent.class;
    }

    @Override
    public void write(RumEvent value, DataOutputView out) throws IOException {
        Texts.write(value.id(), out);
        Texts.write(value.tenant(), out);
        Texts.write(value.app(), out);
        Texts.write(value.type().label(), out);
        VarLong.write(value.receivedAt(), out);
        VarLong.write(value.at() - value.receivedAt(), out);
        Texts.writeNullable(value.session(), out);
        Texts.writeNullable(value.view(), out);
        Texts.writeNullable(value.host(), out);
        Texts.writeNullable(value.page(), out);
        Texts.writeNullable(value.name(), out);
        Double measured = value.value();
        out.writeDouble(measured == null ? Double.NaN : measured);
        VarLong.write(value.measures().size(), out);
        for (Map.Entry<String, Double> measure : value.measures().entrySet()) {
            Texts.write(measure.getKey(), out);
            out.writeDouble(measure.getValue());
        }
        Texts.writeMap(value.labels(), out);
        Texts.writeMap(value.tags(), out);
    }

    @Override
    public RumEvent read(int version, DataInputView in) throws IOException {
        String id = Texts.read(in);
        String tenant = Texts.read(in);
        String app = Texts.read(in);
        EventType type = type(Texts.read(in));
        long receivedAt = VarLong.read(in);
        long at = receivedAt + VarLong.read(in);
        String session = Texts.readNullable(in);
        String view = Texts.readNullable(in);
        String host = Texts.readNullable(in);
        String page = Texts.readNullable(in);
        String name = Texts.readNullable(in);
        double measured = in.readDouble();
        return new RumEvent(
                id,
                tenant,
                app,
                type,
                receivedAt,
                at,
                session,
                view,
                host,
                page,
                name,
                Double.isNaN(measured) ? null : measured,
                readMeasures(in),
                FieldTexts.read(in),
                FieldTexts.read(in));
    }

    private static Map<String, Double> readMeasures(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        String[] names = new String[size];
        Double[] values = new Double[size];
        for (int i = 0; i < size; i++) {
            names[i] = Texts.read(in);
            values[i] = in.readDouble();
        }
        return FieldMap.ofSorted(names, values);
    }

    private static EventType type(String label) throws IOException {
        EventType type = EventType.of(label);
        if (type == null) {
            throw new IOException("events of the type " + label + " are unknown: a later release wrote one");
        }
        return type;
    }
}
