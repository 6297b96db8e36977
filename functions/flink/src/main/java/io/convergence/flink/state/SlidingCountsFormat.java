package io.convergence.flink.state;

import io.convergence.core.window.SlidingCounts;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The boundary, the totals, then each slice as its step from the one before, in a common unit, and its cells. */
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
        PackedLongs run = new PackedLongs(64 + size * (width + 1));
        run.put(width);
        run.put(value.through());
        for (int counter = 0; counter < width; counter++) {
            run.put(value.total(counter));
        }
        run.put(size);
        run.put(unit);
        long previous = 0;
        for (int at = 0; at < size; at++) {
            run.put(at == 0 ? value.startAt(0) : (value.startAt(at) - previous) / unit);
            previous = value.startAt(at);
            for (int counter = 0; counter < width; counter++) {
                run.put(value.cellAt(at, counter));
            }
        }
        run.write(out);
    }

    @Override
    public SlidingCounts read(int version, DataInputView in) throws IOException {
        PackedLongs run = PackedLongs.read(in);
        int width = run.takeInt();
        long through = run.take();
        long[] totals = new long[width];
        for (int counter = 0; counter < width; counter++) {
            totals[counter] = run.take();
        }
        int size = run.takeInt();
        long unit = run.take();
        long[] starts = new long[size];
        int[] cells = new int[size * width];
        for (int at = 0; at < size; at++) {
            starts[at] = at == 0 ? run.take() : starts[at - 1] + unit * run.take();
            for (int counter = 0; counter < width; counter++) {
                cells[at * width + counter] = run.takeInt();
            }
        }
        return SlidingCounts.of(width, through, totals, starts, cells);
    }

    /** A second where every slice starts at a full one, so that steps are small numbers; else a millisecond. */
    private static long unit(SlidingCounts value) {
        for (int at = 0; at < value.size(); at++) {
            if (value.startAt(at) % SECOND_MILLIS != 0) {
                return 1;
            }
        }
        return SECOND_MILLIS;
    }
}
