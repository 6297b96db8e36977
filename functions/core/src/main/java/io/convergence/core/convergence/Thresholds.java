package io.convergence.core.convergence;

import io.convergence.core.arithmetic.Ratio;
import java.io.Serializable;

/**
 * Thresholds for calling a plane degraded.
 *
 * @param minViews fewest views that say anything
 * @param errorRate error views over views from which users are affected
 * @param lcpP75Millis 75th percentile of LCP from which users are affected
 * @param minLcpSamples fewest views with an LCP for its percentile to decide
 * @param minSamples fewest synthetic results that say anything
 * @param failureRatio failures over results from which the checks are affected
 * @param minFailingLocations fewest distinct locations that must have failed
 * @param recentChecksMillis length of the recent span whose results decide alone when there are enough; 0 for none
 * @param recentChecksSamples fewest results of the recent span that decide alone
 */
public record Thresholds(
        long minViews,
        Ratio errorRate,
        double lcpP75Millis,
        long minLcpSamples,
        long minSamples,
        Ratio failureRatio,
        int minFailingLocations,
        long recentChecksMillis,
        long recentChecksSamples)
        implements Serializable {

    /**
     * 20 views, 10 % error views, 4000 ms (the lower edge of "poor" LCP in Web Vitals) over at least 20 views, 2 results of
     * which half failed, or half of at least 3 results of the last 5 minutes.
     */
    public static final Thresholds DEFAULTS =
            new Thresholds(20, new Ratio(1, 10), 4000, 20, 2, new Ratio(1, 2), 1, 300_000, 3);

    /** The reference rules: every LCP counts, and the window alone decides on checks. */
    public static final Thresholds REFERENCE =
            new Thresholds(20, new Ratio(1, 10), 4000, 1, 2, new Ratio(1, 2), 1, 0, 1);
}
