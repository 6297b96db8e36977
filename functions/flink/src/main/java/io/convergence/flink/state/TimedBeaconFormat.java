package io.convergence.flink.state;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Format of a timed beacon: watermark, then the beacon component by component; NaN stands for an absent vital. */
public final class TimedBeaconFormat implements Format<Timed<Beacon>> {

    @Override
    @SuppressWarnings("unchecked") // a class object has no type arguments
    public Class<Timed<Beacon>> type() {
        return (Class<Timed<Beacon>>) (Class<?>) Timed.class;
    }

    @Override
    public void write(Timed<Beacon> value, DataOutputView out) throws IOException {
        VarLong.write(value.watermark(), out);
        Beacon beacon = value.value();
        Texts.write(beacon.id(), out);
        Texts.write(beacon.tenant(), out);
        Texts.write(beacon.app(), out);
        Texts.write(beacon.host(), out);
        Texts.write(beacon.page(), out);
        Texts.write(beacon.browser(), out);
        VarLong.write(beacon.receivedAt(), out);
        for (Vital vital : Vital.RECORD_ORDER) {
            write(vital.in(beacon.vitals()), out);
        }
        VarLong.write(beacon.errors(), out);
        VarLong.write(beacon.failedRequests(), out);
        Texts.write(beacon.sdk(), out);
    }

    @Override
    public Timed<Beacon> read(int version, DataInputView in) throws IOException {
        long watermark = VarLong.read(in);
        Beacon beacon = new Beacon(
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                VarLong.read(in),
                new Vitals(readVital(in), readVital(in), readVital(in), readVital(in), readVital(in), readVital(in)),
                VarLong.readInt(in),
                VarLong.readInt(in),
                Texts.read(in));
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
