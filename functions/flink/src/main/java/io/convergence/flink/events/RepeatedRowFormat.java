package io.convergence.flink.events;

import io.convergence.core.rollup.Measurement;
import io.convergence.core.session.RepeatedRow;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a row that several reports share. */
public final class RepeatedRowFormat implements Format<RepeatedRow> {
    private static final MeasurementFormat MEASUREMENT = new MeasurementFormat();

    @Override
    public Class<RepeatedRow> type() {
        return RepeatedRow.class;
    }

    @Override
    public void write(RepeatedRow value, DataOutputView out) throws IOException {
        VarLong.write(value.sessionStart(), out);
        VarLong.write(value.firstAt(), out);
        VarLong.write(value.changes(), out);
        VarLong.write(value.revision(), out);
        VarLong.write(value.at(), out);
        Measurement counted = value.counted();
        out.writeBoolean(counted != null);
        if (counted != null) {
            MEASUREMENT.write(counted, out);
        }
    }

    @Override
    public RepeatedRow read(int version, DataInputView in) throws IOException {
        return new RepeatedRow(
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                VarLong.read(in),
                in.readBoolean() ? MEASUREMENT.read(version, in) : null);
    }
}
