package io.convergence.bench.latency;

import io.convergence.core.convergence.Thresholds;

/**
 * How a host stands when one more error view makes its users count as affected.
 *
 * @param views in the window, enough to say something
 * @param errorViews among them, one too few
 */
record Brink(int views, int errorViews) {

    /** With the fewest views there can be. */
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
