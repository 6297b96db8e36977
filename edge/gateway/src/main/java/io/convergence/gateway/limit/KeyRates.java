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
 * Token buckets of each key, one for beacons that are valid and one for those that are not, so that nobody can mute an
 * app by posting rubbish under its public key. Each is full at first and holds one minute's worth. Thread-safe; at most
 * two buckets for each key of the registry.
 */
public final class KeyRates {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long ADMITTED = 0;

    private final Map<String, Budgets> budgets = new ConcurrentHashMap<>();

    /** Rates of which nothing is used yet. */
    public KeyRates() {}

    /** Takes one from the budget of valid or of invalid beacons; 0, or in how many seconds there is one to take. */
    public long secondsToWait(App app, boolean valid) {
        Budgets of = budgets(app);
        if (of == null) {
            return ADMITTED;
        }
        ConsumptionProbe probe = (valid ? of.valid() : of.invalid()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return ADMITTED;
        }
        long second = TimeUnit.SECONDS.toNanos(1);
        return Math.max(1, (probe.getNanosToWaitForRefill() + second - 1) / second);
    }

    /** Gives one back to the budget of valid beacons: of a beacon that could not be published and will be sent again. */
    public void giveBack(App app) {
        Budgets of = budgets(app);
        if (of != null) {
            of.valid().addTokens(1);
        }
    }

    /** Forgets the keys that a registry does not hold. */
    public void retain(Registry registry) {
        budgets.keySet().retainAll(registry.apps().keySet());
    }

    private @Nullable Budgets budgets(App app) {
        int rate = app.ratePerMinute();
        if (rate == 0) {
            return null;
        }
        Budgets known = budgets.get(app.key());
        if (known != null && known.ratePerMinute() == rate) {
            return known;
        }
        return budgets.compute(
                app.key(),
                (key, other) -> other != null && other.ratePerMinute() == rate
                        ? other
                        : new Budgets(rate, bucket(rate), bucket(rate)));
    }

    private static Bucket bucket(int rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate).refillGreedy(rate, MINUTE))
                .withNanosecondPrecision()
                .build();
    }

    /**
     * The buckets of a key.
     *
     * @param ratePerMinute they were made for
     * @param valid of beacons that are valid
     * @param invalid of beacons that are not
     */
    private record Budgets(int ratePerMinute, Bucket valid, Bucket invalid) {}
}
