package io.convergence.flink.state;

import io.convergence.core.slo.match.BadEventAttribution;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of bad events by page, host and browser: for each of the three the number of values, then value and count. */
public final class BadByFormat implements Format<BadEventAttribution> {

    @Override
    public Class<BadEventAttribution> type() {
        return BadEventAttribution.class;
    }

    @Override
    public void write(BadEventAttribution value, DataOutputView out) throws IOException {
        write(value.pages(), out);
        write(value.hosts(), out);
        write(value.browsers(), out);
    }

    @Override
    public BadEventAttribution read(int version, DataInputView in) throws IOException {
        return new BadEventAttribution(read(in), read(in), read(in));
    }

    private static void write(Map<String, Long> counts, DataOutputView out) throws IOException {
        VarLong.write(counts.size(), out);
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            Texts.write(entry.getKey(), out);
            VarLong.write(entry.getValue(), out);
        }
    }

    private static Map<String, Long> read(DataInputView in) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (int left = VarLong.readInt(in); left > 0; left--) {
            counts.put(Texts.read(in), VarLong.read(in));
        }
        return counts;
    }
}
