package io.convergence.core.slo.window;

/**
 * Key of a stored chunk within one budget.
 *
 * @param generation generation of the SLI
 * @param bucketMillis length of one bucket
 * @param start start of the first bucket, epoch milliseconds; a multiple of the chunk's length, 60 buckets
 */
public record BucketChunkKey(long generation, long bucketMillis, long start) {

    /** The same value on every JVM and in every release, because Flink partitions state by it. */
    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(generation) + Long.hashCode(bucketMillis)) + Long.hashCode(start);
    }
}
