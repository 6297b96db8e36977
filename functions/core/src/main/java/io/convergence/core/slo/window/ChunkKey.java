package io.convergence.core.slo.window;

/**
 * Names a chunk of a budget.
 *
 * @param generation of the SLI
 * @param bucketMillis length of its buckets
 * @param start start of its first bucket, epoch milliseconds, a multiple of its length
 */
public record ChunkKey(long generation, long bucketMillis, long start) {

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(generation) + Long.hashCode(bucketMillis)) + Long.hashCode(start);
    }
}
