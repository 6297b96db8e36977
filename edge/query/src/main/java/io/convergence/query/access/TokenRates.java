package io.convergence.query.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Rate limits by token, as token buckets with a capacity of two seconds. Thread-safe. */
public final class TokenRates {
    private final int perSecond;
    /** A bucket that nobody used for two seconds is full again, so it may be forgotten: names of JSON web tokens have no end. */
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(1)).build();

    /**
     * Creates limits.
     *
     * @param perSecond requests a second of each token; 0 means no limit
     */
    public TokenRates(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether a request of a caller is within its limit; counts it. */
    public boolean admits(Caller caller) {
        return perSecond == 0 || buckets.get(caller.name(), name -> newBucket()).tryConsume(1);
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
