package io.convergence.flink.state;

import io.convergence.core.slo.window.BucketChunkKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Generation, length, start. Keys never evolve: every version writes them so. */
public final class ChunkKeyFormat implements KeyFormat<BucketChunkKey> {

    @Override
    public Class<BucketChunkKey> type() {
        return BucketChunkKey.class;
    }

    @Override
    public void write(BucketChunkKey value, DataOutputView out) throws IOException {
        out.writeLong(value.generation());
        out.writeLong(value.bucketMillis());
        out.writeLong(value.start());
    }

    @Override
    public BucketChunkKey read(int version, DataInputView in) throws IOException {
        return new BucketChunkKey(in.readLong(), in.readLong(), in.readLong());
    }
}
