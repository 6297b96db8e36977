package io.convergence.core.slo.window;

import org.jspecify.annotations.Nullable;

/** Remembers the chunks of one budget. */
public interface ChunkMemory {
    /** A chunk, or null when none of its buckets holds anything. */
    @Nullable
    Chunk chunk(ChunkKey key);

    /** Remembers a chunk. */
    void putChunk(ChunkKey key, Chunk chunk);

    /** Forgets a chunk. */
    void removeChunk(ChunkKey key);
}
