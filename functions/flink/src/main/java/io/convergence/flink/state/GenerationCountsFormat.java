package io.convergence.flink.state;

import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.CountedSpan;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.HourBurn;
import io.convergence.core.slo.window.RecentMinute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Format of the running sums of a generation: its number, then everything else packed as one block. Before version 3 the
 * block lacks the calendar and what edits of it leave.
 */
public final class GenerationCountsFormat implements Format<GenerationCounts> {

    @Override
    public Class<GenerationCounts> type() {
        return GenerationCounts.class;
    }

    @Override
    public void write(GenerationCounts value, DataOutputView out) throws IOException {
        out.writeLong(value.generation());
        PackedLongs packed = new PackedLongs(256);
        packed.put(value.firstSlice());
        packed.put(value.through());
        packed.put(value.rolledThrough());
        packed.put(value.foldedThrough());
        packed.put(value.revision());
        packed.put(value.targetPpm());
        packed.put(value.periodStart());
        put(value.period(), packed);
        put(value.periodBefore(), packed);
        packed.put(value.windows().length);
        for (int i = 0; i < value.windows().length; i++) {
            packed.put(value.windows()[i]);
            put(value.sums()[i], packed);
        }
        packed.put(value.openReportEnds().length);
        for (long end : value.openReportEnds()) {
            packed.put(end);
        }
        packed.put(value.recent().size());
        for (RecentMinute recent : value.recent()) {
            packed.put(recent.hour().boundary());
            packed.put(recent.hour().bad());
            packed.put(recent.hour().total());
            packed.put(recent.rollOffAt());
            packed.put(recent.snapshotWritten() ? 1 : 0);
        }
        packed.put(value.span().calendar());
        packed.put(value.span().storedFrom());
        packed.put(value.span().countedFrom());
        packed.put(value.span().reportsFrom());
        packed.write(out);
    }

    @Override
    public GenerationCounts read(int version, DataInputView in) throws IOException {
        GenerationCounts value = new GenerationCounts(in.readLong());
        PackedLongs packed = PackedLongs.read(in);
        value.firstSlice(packed.take());
        value.through(packed.take());
        value.rolledThrough(packed.take());
        value.foldedThrough(packed.take());
        value.revision(packed.takeInt());
        value.targetPpm(packed.takeInt());
        value.period(packed.take(), cell(packed), cell(packed));
        long[] windows = new long[packed.takeInt()];
        BucketCounts[] sums = new BucketCounts[windows.length];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = packed.take();
            sums[i] = cell(packed);
        }
        value.windows(windows, sums);
        long[] ends = new long[packed.takeInt()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = packed.take();
        }
        value.openReportEnds(ends);
        int size = packed.takeInt();
        List<RecentMinute> recent = new ArrayList<>(size + 1);
        for (int i = 0; i < size; i++) {
            HourBurn hour = new HourBurn(packed.take(), packed.take(), packed.take());
            recent.add(new RecentMinute(hour, packed.take(), packed.take() == 1));
        }
        value.recent(recent);
        value.span(
                version < 3
                        ? CountedSpan.UNKNOWN
                        : new CountedSpan(packed.take(), packed.take(), packed.take(), packed.take()));
        return value;
    }

    private static void put(BucketCounts cell, PackedLongs packed) {
        packed.put(cell.good());
        packed.put(cell.bad());
        packed.put(cell.observed());
        packed.put(cell.fallback());
    }

    private static BucketCounts cell(PackedLongs packed) {
        return new BucketCounts(packed.take(), packed.take(), packed.take(), packed.take());
    }
}
