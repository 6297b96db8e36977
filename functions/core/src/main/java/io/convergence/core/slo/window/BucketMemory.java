package io.convergence.core.slo.window;

import org.jspecify.annotations.Nullable;

/** Stored bucket chunks of one budget. */
public interface BucketMemory {
    /** A stored chunk, or null when there is none, which means that all its buckets are empty. */
    @Nullable
    BucketChunk chunk(BucketChunkKey key);

    /** Stores a chunk. */
    void putChunk(BucketChunkKey key, BucketChunk chunk);

    /** Removes a chunk. */
    void removeChunk(BucketChunkKey key);

    /** Removes the chunks of a generation and bucket length that start before an instant. */
    void removeChunksBefore(long generation, long bucketMillis, long start);
}
