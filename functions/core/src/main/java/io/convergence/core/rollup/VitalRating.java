package io.convergence.core.rollup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thresholds of a web vital (https://web.dev/articles/defining-core-web-vitals-thresholds).
 *
 * @param good largest good value
 * @param poor largest value that is not poor
 */
public record VitalRating(double good, double poor) {
    private static final Map<String, VitalRating> BY_NAME = Map.of(
            "lcp", new VitalRating(2500, 4000),
            "inp", new VitalRating(200, 500),
            "cls", new VitalRating(0.1, 0.25),
            "fcp", new VitalRating(1800, 3000),
            "ttfb", new VitalRating(800, 1800),
            "fid", new VitalRating(100, 300));

    /** The thresholds of a vital, or null when the metric is none. */
    public static @Nullable VitalRating of(String metric) {
        return BY_NAME.get(metric);
    }
}
