package io.convergence.core.slo.window;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of a generation during one evaluation: each chunk is read once and written once. Not thread-safe.
 */
final class Buckets {
    private final long generation;
    private final ChunkMemory memory;
    private final Map<ChunkKey, @Nullable Chunk> read = new HashMap<>();
    private final Set<ChunkKey> written = new HashSet<>();

    Buckets(long generation, ChunkMemory memory) {
        this.generation = generation;
        this.memory = memory;
    }

    /** The bucket of a length that starts at an instant. */
    Cell get(long bucketMillis, long start) {
        Chunk chunk = chunk(key(bucketMillis, start));
        return chunk == null ? Cell.EMPTY : chunk.get(position(bucketMillis, start));
    }

    /** Adds to a bucket. */
    void add(long bucketMillis, long start, Cell delta) {
        if (!delta.isEmpty()) {
            set(bucketMillis, start, get(bucketMillis, start).plus(delta));
        }
    }

    /** Replaces a bucket. */
    void set(long bucketMillis, long start, Cell cell) {
        ChunkKey key = key(bucketMillis, start);
        Chunk chunk = chunk(key);
        if (chunk == null) {
            chunk = new Chunk();
            read.put(key, chunk);
        }
        chunk.set(position(bucketMillis, start), cell);
        written.add(key);
    }

    /** Forgets the chunks of a length that start in {@code [from, to)}. */
    void remove(long bucketMillis, long from, long to) {
        long length = bucketMillis * Chunk.BUCKETS;
        for (long start = Math.floorDiv(from, length) * length; start < to; start += length) {
            ChunkKey key = new ChunkKey(generation, bucketMillis, start);
            read.put(key, null);
            written.remove(key);
            memory.removeChunk(key);
        }
    }

    /** Remembers what was changed. */
    void flush() {
        for (ChunkKey key : written) {
            Chunk chunk = read.get(key);
            if (chunk != null) {
                memory.putChunk(key, chunk);
            }
        }
        written.clear();
    }

    private @Nullable Chunk chunk(ChunkKey key) {
        if (!read.containsKey(key)) {
            read.put(key, memory.chunk(key));
        }
        return read.get(key);
    }

    private ChunkKey key(long bucketMillis, long start) {
        long length = bucketMillis * Chunk.BUCKETS;
        return new ChunkKey(generation, bucketMillis, Math.floorDiv(start, length) * length);
    }

    private static int position(long bucketMillis, long start) {
        return (int) Math.floorMod(Math.floorDiv(start, bucketMillis), (long) Chunk.BUCKETS);
    }
}
