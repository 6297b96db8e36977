package io.convergence.flink.events;

import io.convergence.core.rollup.MetricMinute;
import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.MinuteKeyFormat;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Format of a row of a minute; NaN stands for an absent quantile, and the revision of a row not emitted before is negative. */
public final class MetricMinuteFormat implements Format<MetricMinute> {
    private static final MinuteKeyFormat KEY = new MinuteKeyFormat();
    private static final MetricRowKeyFormat ROW = new MetricRowKeyFormat();

    @Override
    public Class<MetricMinute> type() {
        return MetricMinute.class;
    }

    @Override
    public void write(MetricMinute value, DataOutputView out) throws IOException {
        KEY.write(value.key(), out);
        ROW.write(value.row(), out);
        VarLong.write(value.samples(), out);
        VarLong.write(value.good(), out);
        VarLong.write(value.poor(), out);
        VarLong.write(value.weight(), out);
        VarLong.write(value.restated() ? value.revision() : -value.revision(), out);
        write(value.p50(), out);
        write(value.p75(), out);
        write(value.p95(), out);
        write(value.p99(), out);
        VarLong.write(value.bins().length, out);
        out.write(value.bins());
    }

    @Override
    public MetricMinute read(int version, DataInputView in) throws IOException {
        MinuteKey key = KEY.read(version, in);
        MetricRowKey row = ROW.read(version, in);
        long samples = VarLong.read(in);
        long good = VarLong.read(in);
        long poor = VarLong.read(in);
        long weight = VarLong.read(in);
        long revision = VarLong.read(in);
        Double p50 = readQuantile(in);
        Double p75 = readQuantile(in);
        Double p95 = readQuantile(in);
        Double p99 = readQuantile(in);
        byte[] bins = new byte[VarLong.readInt(in)];
        in.readFully(bins);
        return new MetricMinute(
                key, row, samples, good, poor, weight, Math.abs(revision), p50, p75, p95, p99, bins, revision > 0);
    }

    private static void write(@Nullable Double quantile, DataOutputView out) throws IOException {
        out.writeDouble(quantile == null ? Double.NaN : quantile);
    }

    private static @Nullable Double readQuantile(DataInputView in) throws IOException {
        double quantile = in.readDouble();
        return Double.isNaN(quantile) ? null : quantile;
    }
}
