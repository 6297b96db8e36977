package io.convergence.core.slo.window;

import java.util.Arrays;

/** 60 consecutive buckets of one length, stored as one state value. Mutable, not thread-safe. */
public final class BucketChunk {
    /** Number of buckets in a chunk. */
    public static final int BUCKETS = 60;

    private final BucketCounts[] counts;

    /** A chunk of empty buckets. */
    public BucketChunk() {
        this(new BucketCounts[BUCKETS]);
        Arrays.fill(counts, BucketCounts.EMPTY);
    }

    /**
     * A chunk with stored counts.
     *
     * @param counts one for each bucket, earliest first; the array is not copied
     */
    public BucketChunk(BucketCounts[] counts) {
        if (counts.length != BUCKETS) {
            throw new IllegalArgumentException("a chunk has " + BUCKETS + " buckets, not " + counts.length);
        }
        this.counts = counts;
    }

    /** The counts of the bucket at a position, 0 to 59. */
    public BucketCounts get(int position) {
        return counts[position];
    }

    /** Replaces the counts of the bucket at a position, 0 to 59. */
    public void set(int position, BucketCounts value) {
        counts[position] = value;
    }
}
