package io.convergence.core.slo.window;

import org.jspecify.annotations.Nullable;

/**
 * Key of a stored chunk within one budget.
 *
 * @param generation generation of the SLI
 * @param bucketMillis length of one bucket
 * @param start start of the first bucket, epoch milliseconds; a multiple of the chunk's length, 60 buckets
 */
public record BucketChunkKey(long generation, long bucketMillis, long start) {

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BucketChunkKey that
                && that.generation == generation
                && that.bucketMillis == bucketMillis
                && that.start == start;
    }

    /** The same value on every JVM and in every release, because Flink partitions state by it. */
    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(generation) + Long.hashCode(bucketMillis)) + Long.hashCode(start);
    }
}
