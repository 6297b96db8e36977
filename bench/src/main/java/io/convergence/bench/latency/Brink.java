package io.convergence.bench.latency;

import io.convergence.core.convergence.Thresholds;

/**
 * The view counts of a host that is one error view below the threshold of affected users.
 *
 * @param views views in the window, at least the minimum for a verdict
 * @param errorViews error views among them
 */
record Brink(int views, int errorViews) {

    /** The smallest such counts. */
    static Brink of(Thresholds thresholds) {
        int views = (int) thresholds.minViews();
        while (true) {
            for (int errors = 0; errors <= views; errors++) {
                if (!thresholds.errorRate().isReachedBy(errors, views)
                        && thresholds.errorRate().isReachedBy(errors + 1L, views + 1L)) {
                    return new Brink(views, errors);
                }
            }
            views++;
        }
    }
}
