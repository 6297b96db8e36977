package io.convergence.gateway.limit;

import io.convergence.core.dsn.Dsn;
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
        return secondsToWait(app.key(), app.ratePerMinute(), valid, 1);
    }

    /**
     * Takes tokens for events of a DSN, or for one refused payload. A request with more events than the capacity empties a
     * full bucket.
     *
     * @return 0 when there were enough tokens, or else the number of seconds until there are
     */
    public long secondsToWait(Dsn dsn, boolean valid, int events) {
        return secondsToWait(dsn.token(), dsn.ratePerMinute(), valid, events);
    }

    /**
     * Takes tokens for the bytes of a segment of a recording. An instance is used for events or for segments, and not for
     * both.
     *
     * @return 0 when there were enough tokens, or else the number of seconds until there are
     */
    public long secondsToWaitForSegment(Dsn dsn, int bytes) {
        return secondsToWait(dsn.token(), dsn.recordings().bytesPerMinute(), true, bytes);
    }

    private long secondsToWait(String key, int rate, boolean valid, int count) {
        Buckets ofKey = buckets(key, rate);
        if (ofKey == null || count == 0) {
            return ADMITTED;
        }
        ConsumptionProbe probe =
                (valid ? ofKey.valid() : ofKey.invalid()).tryConsumeAndReturnRemaining(Math.min(count, rate));
        if (probe.isConsumed()) {
            return ADMITTED;
        }
        long second = TimeUnit.SECONDS.toNanos(1);
        return Math.max(1, (probe.getNanosToWaitForRefill() + second - 1) / second);
    }

    /** Returns the token of a valid beacon that could not be published and will be sent again. */
    public void giveBack(App app) {
        giveBack(app.key(), app.ratePerMinute(), 1);
    }

    /** Returns the tokens of events that could not be published and will be sent again. */
    public void giveBack(Dsn dsn, int events) {
        giveBack(dsn.token(), dsn.ratePerMinute(), Math.min(events, dsn.ratePerMinute()));
    }

    /** Returns the tokens of a segment that could not be stored or published and will be sent again. */
    public void giveBackSegment(Dsn dsn, int bytes) {
        int rate = dsn.recordings().bytesPerMinute();
        giveBack(dsn.token(), rate, Math.min(bytes, rate));
    }

    private void giveBack(String key, int rate, int count) {
        Buckets ofKey = buckets(key, rate);
        if (ofKey != null && count > 0) {
            ofKey.valid().addTokens(count);
        }
    }

    /** Removes the buckets of keys that are not in a registry. */
    public void retain(Registry registry) {
        buckets.keySet().removeIf(key -> registry.app(key) == null && registry.dsn(key) == null);
    }

    private @Nullable Buckets buckets(String name, int rate) {
        if (rate == 0) {
            return null;
        }
        Buckets known = buckets.get(name);
        if (known != null && known.ratePerMinute() == rate) {
            return known;
        }
        return buckets.compute(
                name,
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
