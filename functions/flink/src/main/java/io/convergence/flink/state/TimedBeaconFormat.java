package io.convergence.flink.state;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** The watermark, then the beacon field by field; a vital that is absent is a NaN. */
public final class TimedBeaconFormat implements Format<Timed<Beacon>> {

    @Override
    @SuppressWarnings("unchecked") // a class object does not tell its type arguments
    public Class<Timed<Beacon>> type() {
        return (Class<Timed<Beacon>>) (Class<?>) Timed.class;
    }

    @Override
    public void write(Timed<Beacon> value, DataOutputView out) throws IOException {
        VarLong.write(value.watermark(), out);
        Beacon beacon = value.value();
        StringValue.writeString(beacon.id(), out);
        StringValue.writeString(beacon.tenant(), out);
        StringValue.writeString(beacon.app(), out);
        StringValue.writeString(beacon.host(), out);
        StringValue.writeString(beacon.page(), out);
        StringValue.writeString(beacon.browser(), out);
        VarLong.write(beacon.receivedAt(), out);
        for (Vital vital : Vital.RECORD_ORDER) {
            write(vital.in(beacon.vitals()), out);
        }
        VarLong.write(beacon.errors(), out);
        VarLong.write(beacon.failedRequests(), out);
        StringValue.writeString(beacon.sdk(), out);
    }

    @Override
    public Timed<Beacon> read(int version, DataInputView in) throws IOException {
        long watermark = VarLong.read(in);
        Beacon beacon = new Beacon(
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                StringValue.readString(in),
                VarLong.read(in),
                new Vitals(readVital(in), readVital(in), readVital(in), readVital(in), readVital(in), readVital(in)),
                VarLong.readInt(in),
                VarLong.readInt(in),
                StringValue.readString(in));
        return new Timed<>(beacon, watermark);
    }

    private static void write(@Nullable Double vital, DataOutputView out) throws IOException {
        out.writeDouble(vital == null ? Double.NaN : vital);
    }

    private static @Nullable Double readVital(DataInputView in) throws IOException {
        double vital = in.readDouble();
        return Double.isNaN(vital) ? null : vital;
    }
}
