package io.convergence.flink.state;

import io.convergence.core.slo.window.Cell;
import io.convergence.core.slo.window.Chunk;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of a chunk: for each bucket that is not empty the number of empty ones before it, then its counts; one block. */
public final class ChunkFormat implements Format<Chunk> {

    @Override
    public Class<Chunk> type() {
        return Chunk.class;
    }

    @Override
    public void write(Chunk value, DataOutputView out) throws IOException {
        PackedLongs packed = new PackedLongs(4 * Chunk.BUCKETS);
        int empty = 0;
        for (int i = 0; i < Chunk.BUCKETS; i++) {
            Cell cell = value.get(i);
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
    public Chunk read(int version, DataInputView in) throws IOException {
        PackedLongs packed = PackedLongs.read(in);
        Cell[] cells = new Cell[Chunk.BUCKETS];
        Arrays.fill(cells, Cell.EMPTY);
        for (int at = packed.takeInt(); at < Chunk.BUCKETS; at += 1 + packed.takeInt()) {
            cells[at] = new Cell(packed.take(), packed.take(), packed.take(), packed.take());
        }
        return new Chunk(cells);
    }
}
