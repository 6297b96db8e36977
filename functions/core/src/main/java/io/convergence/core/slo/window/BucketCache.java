package io.convergence.core.slo.window;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Write-back cache of one generation's buckets for the duration of one evaluation: each chunk is read from memory at
 * most once and written at most once, by {@link #flush}. Not thread-safe.
 */
final class BucketCache {
    private final long generation;
    private final BucketMemory memory;
    private final Map<BucketChunkKey, @Nullable BucketChunk> read = new HashMap<>();
    private final Set<BucketChunkKey> written = new HashSet<>();

    BucketCache(long generation, BucketMemory memory) {
        this.generation = generation;
        this.memory = memory;
    }

    /** The counts of the bucket of a length that starts at an instant; empty when it is not stored. */
    BucketCounts get(long bucketMillis, long start) {
        BucketChunk chunk = chunk(key(bucketMillis, start));
        return chunk == null ? BucketCounts.EMPTY : chunk.get(position(bucketMillis, start));
    }

    /** Adds counts to a bucket. */
    void add(long bucketMillis, long start, BucketCounts delta) {
        if (!delta.isEmpty()) {
            set(bucketMillis, start, get(bucketMillis, start).plus(delta));
        }
    }

    /** Replaces the counts of a bucket. */
    void set(long bucketMillis, long start, BucketCounts counts) {
        BucketChunkKey key = key(bucketMillis, start);
        BucketChunk chunk = chunk(key);
        if (chunk == null) {
            chunk = new BucketChunk();
            read.put(key, chunk);
        }
        chunk.set(position(bucketMillis, start), counts);
        written.add(key);
    }

    /** Removes, at once, the chunks of a bucket length that start in {@code [from, to)}. */
    void remove(long bucketMillis, long from, long to) {
        long length = bucketMillis * BucketChunk.BUCKETS;
        for (long start = Math.floorDiv(from, length) * length; start < to; start += length) {
            BucketChunkKey key = new BucketChunkKey(generation, bucketMillis, start);
            read.put(key, null);
            written.remove(key);
            memory.removeChunk(key);
        }
    }

    /** Removes, at once, all chunks of a bucket length that start before an instant. */
    void removeBefore(long bucketMillis, long start) {
        read.keySet().removeIf(key -> key.bucketMillis() == bucketMillis && key.start() < start);
        written.removeIf(key -> key.bucketMillis() == bucketMillis && key.start() < start);
        memory.removeChunksBefore(generation, bucketMillis, start);
    }

    /** Start of the chunk of a bucket length that contains an instant. */
    static long chunkStart(long bucketMillis, long time) {
        long length = bucketMillis * BucketChunk.BUCKETS;
        return Math.floorDiv(time, length) * length;
    }

    /** Writes the changed chunks to memory. */
    void flush() {
        for (BucketChunkKey key : written) {
            BucketChunk chunk = read.get(key);
            if (chunk != null) {
                memory.putChunk(key, chunk);
            }
        }
        written.clear();
    }

    private @Nullable BucketChunk chunk(BucketChunkKey key) {
        if (!read.containsKey(key)) {
            read.put(key, memory.chunk(key));
        }
        return read.get(key);
    }

    private BucketChunkKey key(long bucketMillis, long start) {
        return new BucketChunkKey(generation, bucketMillis, chunkStart(bucketMillis, start));
    }

    private static int position(long bucketMillis, long start) {
        return (int) Math.floorMod(Math.floorDiv(start, bucketMillis), (long) BucketChunk.BUCKETS);
    }
}
