package io.convergence.flink.events;

import io.convergence.core.rollup.Distribution;
import io.convergence.core.rollup.MetricTotals;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of the totals of a row of a minute: counts, then the bins of the distribution, each as the difference from the one
 * before it and a count.
 */
public final class MetricTotalsFormat implements Format<MetricTotals> {

    @Override
    public Class<MetricTotals> type() {
        return MetricTotals.class;
    }

    @Override
    public MetricTotals copy(MetricTotals value) {
        return value.copy();
    }

    @Override
    public void write(MetricTotals value, DataOutputView out) throws IOException {
        VarLong.write(value.samples(), out);
        VarLong.write(value.good(), out);
        VarLong.write(value.poor(), out);
        VarLong.write(value.weight(), out);
        VarLong.write(value.revision(), out);
        VarLong.write(value.emitted(), out);
        Distribution distribution = value.distribution();
        VarLong.write(distribution.size(), out);
        for (int i = 0; i < distribution.size(); i++) {
            VarLong.write(i == 0 ? distribution.bin(0) : distribution.bin(i) - distribution.bin(i - 1), out);
            VarLong.write(distribution.count(i), out);
        }
    }

    @Override
    public MetricTotals read(int version, DataInputView in) throws IOException {
        long samples = VarLong.read(in);
        long good = VarLong.read(in);
        long poor = VarLong.read(in);
        long weight = VarLong.read(in);
        long revision = VarLong.read(in);
        long emitted = VarLong.read(in);
        Distribution distribution = new Distribution();
        int size = VarLong.readInt(in);
        int bin = 0;
        for (int i = 0; i < size; i++) {
            bin += VarLong.readInt(in);
            distribution.addBin(bin, VarLong.read(in));
        }
        return new MetricTotals(samples, good, poor, weight, revision, emitted, distribution);
    }
}
