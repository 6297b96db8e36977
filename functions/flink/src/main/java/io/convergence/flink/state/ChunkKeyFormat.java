package io.convergence.flink.state;

import io.convergence.core.slo.window.ChunkKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Format of the key of a chunk: generation, bucket length, start. Keys never change. */
public final class ChunkKeyFormat implements KeyFormat<ChunkKey> {

    @Override
    public Class<ChunkKey> type() {
        return ChunkKey.class;
    }

    @Override
    public void write(ChunkKey value, DataOutputView out) throws IOException {
        out.writeLong(value.generation());
        out.writeLong(value.bucketMillis());
        out.writeLong(value.start());
    }

    @Override
    public ChunkKey read(int version, DataInputView in) throws IOException {
        return new ChunkKey(in.readLong(), in.readLong(), in.readLong());
    }
}
