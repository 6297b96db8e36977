package io.convergence.query.http;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of event time.
 *
 * @param from start, inclusive
 * @param to end, exclusive; after the start
 */
public record TimeRange(Instant from, Instant to) {
    private static final int MAX_POINTS = 1_440;

    /**
     * The length of the buckets in seconds so that at most 1,440 of them cover the span: the wish, or the least multiple of
     * it that is long enough.
     *
     * @param wishSeconds wished length, at least 1
     */
    public long stepSeconds(long wishSeconds) {
        return stepSeconds(wishSeconds, 1);
    }

    /**
     * The length of the buckets in seconds as of {@link #stepSeconds(long)}, and not shorter than a least length.
     *
     * @param wishSeconds wished length, at least 1
     * @param leastSeconds distance of the rows that the buckets are made of, at least 1
     */
    public long stepSeconds(long wishSeconds, long leastSeconds) {
        long span = Duration.between(from, to).toSeconds();
        // Aligned buckets: a span that is not aligned touches one more than its length suggests.
        long least = Math.max(leastSeconds, (span + MAX_POINTS - 2) / (MAX_POINTS - 1));
        return (least + wishSeconds - 1) / wishSeconds * wishSeconds;
    }
}
