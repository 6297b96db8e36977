package io.convergence.flink.state;

import io.convergence.core.window.SlidingCounts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of sliding counts: boundary, totals, then for each slice the step from the one before and its counters. */
public final class SlidingCountsFormat implements Format<SlidingCounts> {
    private static final long SECOND_MILLIS = 1000;

    @Override
    public Class<SlidingCounts> type() {
        return SlidingCounts.class;
    }

    @Override
    public void write(SlidingCounts value, DataOutputView out) throws IOException {
        int width = value.width();
        int size = value.size();
        long unit = unit(value);
        PackedLongs packed = new PackedLongs(64 + size * (width + 1));
        packed.put(width);
        packed.put(value.through());
        for (int counter = 0; counter < width; counter++) {
            packed.put(value.total(counter));
        }
        packed.put(size);
        packed.put(unit);
        long previous = 0;
        for (int at = 0; at < size; at++) {
            packed.put(at == 0 ? value.startAt(0) : (value.startAt(at) - previous) / unit);
            previous = value.startAt(at);
            for (int counter = 0; counter < width; counter++) {
                packed.put(value.cellAt(at, counter));
            }
        }
        packed.write(out);
    }

    @Override
    public SlidingCounts read(int version, DataInputView in) throws IOException {
        PackedLongs packed = PackedLongs.read(in);
        int width = packed.takeInt();
        long through = packed.take();
        long[] totals = new long[width];
        for (int counter = 0; counter < width; counter++) {
            totals[counter] = packed.take();
        }
        int size = packed.takeInt();
        long unit = packed.take();
        long[] starts = new long[size];
        int[] cells = new int[size * width];
        for (int at = 0; at < size; at++) {
            starts[at] = at == 0 ? packed.take() : starts[at - 1] + unit * packed.take();
            for (int counter = 0; counter < width; counter++) {
                cells[at * width + counter] = packed.takeInt();
            }
        }
        return SlidingCounts.of(width, through, totals, starts, cells);
    }

    /** Unit of the steps: a second when every slice starts at a full one, so that steps are small; else a millisecond. */
    private static long unit(SlidingCounts value) {
        for (int at = 0; at < value.size(); at++) {
            if (value.startAt(at) % SECOND_MILLIS != 0) {
                return 1;
            }
        }
        return SECOND_MILLIS;
    }
}
