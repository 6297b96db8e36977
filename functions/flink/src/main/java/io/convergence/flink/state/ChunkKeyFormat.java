package io.convergence.flink.state;

import io.convergence.core.slo.window.BucketChunkKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a chunk: generation, bucket length, start. Keys never change. */
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
