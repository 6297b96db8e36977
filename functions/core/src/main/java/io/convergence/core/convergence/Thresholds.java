package io.convergence.core.convergence;

import io.convergence.core.arithmetic.Ratio;
import java.io.Serializable;

/**
 * Thresholds for calling a plane degraded.
 *
 * @param minViews smallest number of views to decide on
 * @param errorRate share of error views from which users are affected
 * @param lcpP75Millis 75th percentile of LCP from which users are affected, milliseconds
 * @param minSamples smallest number of synthetic results to decide on
 * @param failureRatio share of failed results from which the synthetic plane is degraded
 * @param minFailingLocations smallest number of distinct locations with a failure
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
