package io.convergence.flink.state;

import io.convergence.core.slo.match.BadEventAttribution;
import io.convergence.core.slo.match.FrequentValues;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of bad events by page, host and browser: for each of the three the number of values, then value and count in
 * ascending order of values.
 */
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

    private static void write(FrequentValues counts, DataOutputView out) throws IOException {
        VarLong.write(counts.size(), out);
        for (int place = 0; place < counts.size(); place++) {
            Texts.write(counts.value(place), out);
            VarLong.write(counts.events(place), out);
        }
    }

    private static FrequentValues read(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        String[] values = new String[size];
        long[] events = new long[size];
        for (int place = 0; place < size; place++) {
            values[place] = Texts.read(in);
            events[place] = VarLong.read(in);
        }
        return new FrequentValues(values, events);
    }
}
