package io.convergence.flink.state;

import io.convergence.core.window.SlidingCounts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The boundary, the totals, then each slice as the step of its start from the one before and its cells. */
public final class SlidingCountsFormat implements Format<SlidingCounts> {

    @Override
    public Class<SlidingCounts> type() {
        return SlidingCounts.class;
    }

    @Override
    public void write(SlidingCounts value, DataOutputView out) throws IOException {
        int width = value.width();
        VarLong.write(width, out);
        VarLong.write(value.through(), out);
        for (int counter = 0; counter < width; counter++) {
            VarLong.write(value.total(counter), out);
        }
        VarLong.write(value.size(), out);
        long previous = 0;
        for (int at = 0; at < value.size(); at++) {
            VarLong.write(value.startAt(at) - previous, out);
            previous = value.startAt(at);
            for (int counter = 0; counter < width; counter++) {
                VarLong.write(value.cellAt(at, counter), out);
            }
        }
    }

    @Override
    public SlidingCounts read(int version, DataInputView in) throws IOException {
        int width = VarLong.readInt(in);
        long through = VarLong.read(in);
        long[] totals = new long[width];
        for (int counter = 0; counter < width; counter++) {
            totals[counter] = VarLong.read(in);
        }
        int size = VarLong.readInt(in);
        long[] starts = new long[size];
        int[] cells = new int[size * width];
        long previous = 0;
        for (int at = 0; at < size; at++) {
            previous += VarLong.read(in);
            starts[at] = previous;
            for (int counter = 0; counter < width; counter++) {
                cells[at * width + counter] = VarLong.readInt(in);
            }
        }
        return SlidingCounts.of(width, through, totals, starts, cells);
    }
}
