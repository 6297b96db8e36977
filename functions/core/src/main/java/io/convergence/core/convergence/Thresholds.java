package io.convergence.core.convergence;

import io.convergence.core.arithmetic.Ratio;
import java.io.Serializable;

/**
 * When a plane counts as degraded.
 *
 * @param minViews fewest views that say anything
 * @param errorRate error views over views from which users are affected
 * @param lcpP75Millis 75th percentile of LCP from which users are affected
 * @param minSamples fewest synthetic results that say anything
 * @param failureRatio failures over results from which the checks are affected
 * @param minFailingLocations fewest distinct locations that must have failed
 */
public record Thresholds(
        long minViews,
        Ratio errorRate,
        double lcpP75Millis,
        long minSamples,
        Ratio failureRatio,
        int minFailingLocations)
        implements Serializable {

    /** 20 views, 10 % error views, 4000 ms (the lower edge of "poor" LCP in Web Vitals), 2 results, half of them failed. */
    public static final Thresholds DEFAULTS = new Thresholds(20, new Ratio(1, 10), 4000, 2, new Ratio(1, 2), 1);
}
