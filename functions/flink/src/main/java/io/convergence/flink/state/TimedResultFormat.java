package io.convergence.flink.state;

import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.intake.Timed;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Format of a timed check result: watermark, then the result component by component. */
public final class TimedResultFormat implements Format<Timed<SyntheticResult>> {

    @Override
    @SuppressWarnings("unchecked") // a class object has no type arguments
    public Class<Timed<SyntheticResult>> type() {
        return (Class<Timed<SyntheticResult>>) (Class<?>) Timed.class;
    }

    @Override
    public void write(Timed<SyntheticResult> value, DataOutputView out) throws IOException {
        VarLong.write(value.watermark(), out);
        SyntheticResult result = value.value();
        Texts.write(result.id(), out);
        Texts.write(result.tenant(), out);
        Texts.writeNullable(result.app(), out);
        Texts.write(result.host(), out);
        Texts.write(result.check(), out);
        Texts.write(result.type(), out);
        out.writeBoolean(result.success());
        VarLong.write(result.startedAt(), out);
        VarLong.write(result.receivedAt(), out);
        out.writeDouble(result.durationMillis());
        writeNullable(result.statusCode(), out);
        Texts.writeNullable(result.location(), out);
        Texts.writeNullable(result.error(), out);
    }

    @Override
    public Timed<SyntheticResult> read(int version, DataInputView in) throws IOException {
        long watermark = VarLong.read(in);
        SyntheticResult result = new SyntheticResult(
                Texts.read(in),
                Texts.read(in),
                Texts.readNullable(in),
                Texts.read(in),
                Texts.read(in),
                Texts.read(in),
                in.readBoolean(),
                VarLong.read(in),
                VarLong.read(in),
                in.readDouble(),
                readNullable(in),
                Texts.readNullable(in),
                Texts.readNullable(in));
        return new Timed<>(result, watermark);
    }

    private static void writeNullable(@Nullable Integer value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            VarLong.write(value, out);
        }
    }

    private static @Nullable Integer readNullable(DataInputView in) throws IOException {
        return in.readBoolean() ? VarLong.readInt(in) : null;
    }
}
