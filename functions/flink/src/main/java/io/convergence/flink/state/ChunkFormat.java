package io.convergence.flink.state;

import io.convergence.core.slo.window.BucketChunk;
import io.convergence.core.slo.window.BucketCounts;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a chunk: for each bucket that is not empty the number of empty ones before it, then its counts; one block. */
public final class ChunkFormat implements Format<BucketChunk> {

    @Override
    public Class<BucketChunk> type() {
        return BucketChunk.class;
    }

    @Override
    public void write(BucketChunk value, DataOutputView out) throws IOException {
        PackedLongs packed = new PackedLongs(4 * BucketChunk.BUCKETS);
        int empty = 0;
        for (int i = 0; i < BucketChunk.BUCKETS; i++) {
            BucketCounts cell = value.get(i);
            if (cell.isEmpty()) {
                empty++;
                continue;
            }
            packed.put(empty);
            packed.put(cell.good());
            packed.put(cell.bad());
            packed.put(cell.observed());
            packed.put(cell.fallback());
            empty = 0;
        }
        packed.put(empty);
        packed.write(out);
    }

    @Override
    public BucketChunk read(int version, DataInputView in) throws IOException {
        PackedLongs packed = PackedLongs.read(in);
        BucketCounts[] cells = new BucketCounts[BucketChunk.BUCKETS];
        Arrays.fill(cells, BucketCounts.EMPTY);
        for (int at = packed.takeInt(); at < BucketChunk.BUCKETS; at += 1 + packed.takeInt()) {
            cells[at] = new BucketCounts(packed.take(), packed.take(), packed.take(), packed.take());
        }
        return new BucketChunk(cells);
    }
}
