package io.convergence.relay.send;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Limit of the requests to one receiver: a token bucket that holds a minute's worth. */
final class RequestRate {
    private final @Nullable Bucket bucket;

    /**
     * Creates a full bucket.
     *
     * @param perMinute most requests a minute; 0 means no limit
     */
    RequestRate(int perMinute) {
        bucket = perMinute == 0
                ? null
                : Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build();
    }

    /** Takes one request; returns 0, or the milliseconds until there is one. */
    long take() {
        if (bucket == null) {
            return 0;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill()) + 1;
    }
}
