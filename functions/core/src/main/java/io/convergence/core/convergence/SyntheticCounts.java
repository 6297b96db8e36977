package io.convergence.core.convergence;

import java.util.HashSet;
import java.util.Set;

/**
 * The synthetic plane of a window, or of the recent span at its end.
 *
 * @param samples number of web-facing results
 * @param failures number of failed results
 * @param failingLocations number of distinct locations of the failed results; only computed when the threshold is above 1
 */
public record SyntheticCounts(long samples, long failures, int failingLocations) {

    /** No result. */
    public static final SyntheticCounts NONE = new SyntheticCounts(0, 0, 0);

    /**
     * The results of the whole window that count for an app.
     *
     * @param host results that count for every app of the host
     * @param app results that name the app
     * @param locate whether to count locations
     */
    static SyntheticCounts of(SyntheticWindow host, SyntheticWindow app, boolean locate) {
        return new SyntheticCounts(
                host.samples() + app.samples(),
                host.failures() + app.failures(),
                locate ? locations(host, app, Long.MAX_VALUE) : 0);
    }

    /** The same for a span at the end of the window, in milliseconds: a multiple of the slide, 0 for none. */
    static SyntheticCounts recent(SyntheticWindow host, SyntheticWindow app, long spanMillis, boolean locate) {
        return spanMillis == 0
                ? NONE
                : new SyntheticCounts(
                        host.samples(spanMillis) + app.samples(spanMillis),
                        host.failures(spanMillis) + app.failures(spanMillis),
                        locate ? locations(host, app, spanMillis) : 0);
    }

    private static int locations(SyntheticWindow host, SyntheticWindow app, long spanMillis) {
        Set<String> locations = new HashSet<>();
        host.failingLocations(locations, spanMillis);
        app.failingLocations(locations, spanMillis);
        return locations.size();
    }
}
