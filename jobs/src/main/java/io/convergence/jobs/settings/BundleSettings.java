package io.convergence.jobs.settings;

import java.time.Duration;

/**
 * Limits of the partial sums that are bundled before a shuffle. A bundle is sent when it reaches either limit.
 *
 * @param maxPartials most sums in a bundle, at least 1
 * @param flushIntervalMillis longest time that a sum stays in a bundle, in milliseconds of the wall clock, positive
 */
public record BundleSettings(int maxPartials, long flushIntervalMillis) {

    static BundleSettings read(ConfigOptionReader reader) {
        return new BundleSettings(
                reader.within(ConvergenceOptions.BUNDLE_MAX_PARTIALS, 1, Integer.MAX_VALUE),
                reader.millis(ConvergenceOptions.BUNDLE_FLUSH_INTERVAL, Duration.ofMillis(10), Duration.ofMinutes(1)));
    }
}
