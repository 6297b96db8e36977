package io.convergence.flink.rollup;

import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.rollup.MetricTotals;
import io.convergence.core.rollup.RollupProgress;
import io.convergence.flink.events.MetricTotalsFormat;
import io.convergence.flink.events.RollupProgressFormat;
import io.convergence.flink.events.TextTable;
import io.convergence.flink.state.Format;
import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of what is remembered of a minute of an app on a host: progress, rows with their totals and whether each is to be
 * emitted, values of dimensions. Texts are written once.
 */
public final class OpenMinuteFormat implements Format<OpenMinute> {
    private static final RollupProgressFormat PROGRESS = new RollupProgressFormat();
    private static final MetricTotalsFormat TOTALS = new MetricTotalsFormat();

    @Override
    public Class<OpenMinute> type() {
        return OpenMinute.class;
    }

    @Override
    public OpenMinute copy(OpenMinute value) {
        return value.copy();
    }

    @Override
    public void write(OpenMinute value, DataOutputView out) throws IOException {
        RollupProgress progress = value.progress();
        out.writeBoolean(progress != null);
        if (progress != null) {
            PROGRESS.write(progress, out);
        }
        TextTable texts = new TextTable();
        VarLong.write(value.rows.size(), out);
        for (Map.Entry<MetricRowKey, MetricTotals> entry : value.rows.entrySet()) {
            MetricRowKey row = entry.getKey();
            texts.write(row.metric(), out);
            texts.write(row.device(), out);
            texts.write(row.dimension(), out);
            texts.write(row.value(), out);
            TOTALS.write(entry.getValue(), out);
            out.writeBoolean(value.changed.contains(row));
        }
        VarLong.write(value.values.size(), out);
        for (String entry : value.values) {
            int end = entry.indexOf(MinuteMemory.SEPARATOR);
            texts.write(entry.substring(0, end), out);
            texts.write(entry.substring(end + 1), out);
        }
    }

    @Override
    public OpenMinute read(int version, DataInputView in) throws IOException {
        RollupProgress progress = in.readBoolean() ? PROGRESS.read(version, in) : null;
        TextTable texts = new TextTable();
        Map<MetricRowKey, MetricTotals> rows = new LinkedHashMap<>();
        Set<MetricRowKey> changed = new LinkedHashSet<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            MetricRowKey row =
                    new MetricRowKey(texts.readText(in), texts.readText(in), texts.readText(in), texts.readText(in));
            rows.put(row, TOTALS.read(version, in));
            if (in.readBoolean()) {
                changed.add(row);
            }
        }
        Set<String> values = new LinkedHashSet<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            values.add(texts.readText(in) + MinuteMemory.SEPARATOR + texts.readText(in));
        }
        return new OpenMinute(progress, rows, changed, values);
    }
}
