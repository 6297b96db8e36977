package io.convergence.jobs.settings;

import java.time.Duration;

/**
 * When sums held before the shuffle are let go.
 *
 * @param maxPartials most sums held, at least 1
 * @param flushIntervalMillis longest time a sum is held, on the wall clock, positive
 */
public record BundleSettings(int maxPartials, long flushIntervalMillis) {

    static BundleSettings read(OptionReader reader) {
        return new BundleSettings(
                reader.within(ConvergenceOptions.BUNDLE_MAX_PARTIALS, 1, Integer.MAX_VALUE),
                reader.millis(ConvergenceOptions.BUNDLE_FLUSH_INTERVAL, Duration.ofMillis(10), Duration.ofMinutes(1)));
    }
}
