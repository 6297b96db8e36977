package io.convergence.flink.events;

import io.convergence.core.rollup.PerformanceBudgetCounts;
import io.convergence.core.rollup.PerformanceBudgetMinute;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the values of a vital on a page in one minute. */
public final class PerformanceBudgetMinuteFormat implements Format<PerformanceBudgetMinute> {

    @Override
    public Class<PerformanceBudgetMinute> type() {
        return PerformanceBudgetMinute.class;
    }

    @Override
    public void write(PerformanceBudgetMinute value, DataOutputView out) throws IOException {
        VarLong.write(value.byChange().size(), out);
        for (Map.Entry<Long, PerformanceBudgetCounts> change : value.byChange().entrySet()) {
            VarLong.write(change.getKey(), out);
            writeCounts(change.getValue(), out);
        }
    }

    @Override
    public PerformanceBudgetMinute read(int version, DataInputView in) throws IOException {
        SortedMap<Long, PerformanceBudgetCounts> byChange = new TreeMap<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            long change = VarLong.read(in);
            byChange.put(change, readCounts(in));
        }
        return new PerformanceBudgetMinute(byChange);
    }

    private static void writeCounts(PerformanceBudgetCounts counts, DataOutputView out) throws IOException {
        VarLong.write(counts.samples(), out);
        VarLong.write(counts.exceeding(), out);
        out.writeDouble(counts.budget());
        VarLong.write(counts.bins().size(), out);
        for (Map.Entry<Integer, Long> bin : counts.bins().entrySet()) {
            VarLong.write(bin.getKey(), out);
            VarLong.write(bin.getValue(), out);
        }
    }

    private static PerformanceBudgetCounts readCounts(DataInputView in) throws IOException {
        long samples = VarLong.read(in);
        long exceeding = VarLong.read(in);
        double budget = in.readDouble();
        SortedMap<Integer, Long> bins = new TreeMap<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            int bin = VarLong.readInt(in);
            bins.put(bin, VarLong.read(in));
        }
        return new PerformanceBudgetCounts(samples, exceeding, budget, bins);
    }
}
