package io.convergence.query.access;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rate limits by token, as token buckets with a capacity of two seconds. Thread-safe. */
public final class TokenRates {
    private final int perSecond;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

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
        return perSecond == 0
                || buckets.computeIfAbsent(caller.name(), name -> newBucket()).tryConsume(1);
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
