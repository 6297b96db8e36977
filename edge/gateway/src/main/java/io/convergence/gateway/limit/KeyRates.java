package io.convergence.gateway.limit;

import io.convergence.gateway.registry.App;
import io.convergence.gateway.registry.Registry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits by key, as token buckets. Each key has one bucket for valid beacons and one for invalid ones, so that
 * nobody can block an app by posting invalid beacons under its public key. A bucket is full at first; its capacity is
 * the number of beacons of one minute. Thread-safe; at most two buckets for each key of the registry.
 */
public final class KeyRates {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long ADMITTED = 0;

    private final Map<String, Buckets> buckets = new ConcurrentHashMap<>();

    /** Creates limits without any buckets; a key gets its buckets with its first beacon. */
    public KeyRates() {}

    /**
     * Takes a token for one beacon of a key.
     *
     * @return 0 when there was a token, or else the number of seconds until there is one
     */
    public long secondsToWait(App app, boolean valid) {
        Buckets ofKey = buckets(app);
        if (ofKey == null) {
            return ADMITTED;
        }
        ConsumptionProbe probe = (valid ? ofKey.valid() : ofKey.invalid()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return ADMITTED;
        }
        long second = TimeUnit.SECONDS.toNanos(1);
        return Math.max(1, (probe.getNanosToWaitForRefill() + second - 1) / second);
    }

    /** Returns the token of a valid beacon that could not be published and will be sent again. */
    public void giveBack(App app) {
        Buckets ofKey = buckets(app);
        if (ofKey != null) {
            ofKey.valid().addTokens(1);
        }
    }

    /** Removes the buckets of keys that are not in a registry. */
    public void retain(Registry registry) {
        buckets.keySet().retainAll(registry.apps().keySet());
    }

    private @Nullable Buckets buckets(App app) {
        int rate = app.ratePerMinute();
        if (rate == 0) {
            return null;
        }
        Buckets known = buckets.get(app.key());
        if (known != null && known.ratePerMinute() == rate) {
            return known;
        }
        return buckets.compute(
                app.key(),
                (key, other) -> other != null && other.ratePerMinute() == rate
                        ? other
                        : new Buckets(rate, bucket(rate), bucket(rate)));
    }

    private static Bucket bucket(int rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate).refillGreedy(rate, MINUTE))
                .withNanosecondPrecision()
                .build();
    }

    /**
     * Buckets of one key.
     *
     * @param ratePerMinute capacity and refill of both, in beacons a minute
     * @param valid bucket of valid beacons
     * @param invalid bucket of invalid beacons
     */
    private record Buckets(int ratePerMinute, Bucket valid, Bucket invalid) {}
}
