package io.convergence.core.convergence;

import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.WindowSpec;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Detects that real users fall silent: the views of a short recent span are compared with the lower quartile of the views
 * of equally long blocks before it. The blocks reach back two window sizes, as far as slices are stored.
 *
 * <p>A quartile instead of a mean or median: the end of a spike that fills less than three quarters of the reference is
 * then no collapse, a slow decline is none, and an app younger than three quarters of the reference has none.
 *
 * @param policy widths, ratios and limits
 */
public record CollapseRule(CollapsePolicy policy) implements Serializable {

    /**
     * The state at a boundary.
     *
     * @param before the state at the boundary before
     * @param counts slices of the app, advanced to the boundary
     * @param viewsCounter counter of the views in the slices
     */
    TrafficCollapse next(
            TrafficCollapse before, SlidingCounts counts, int viewsCounter, WindowSpec window, long boundary) {
        if (before.lasts()) {
            return isOver(before, counts, viewsCounter, boundary) ? TrafficCollapse.ended(boundary) : before;
        }
        for (long width : policy.widthsMillis()) {
            if (before.lastEnd() == Long.MIN_VALUE || boundary - width >= before.lastEnd()) {
                long expected = collapsedBelow(counts, viewsCounter, window, boundary, width);
                if (expected > 0) {
                    return TrafficCollapse.detected(width, expected, boundary, before.lastEnd());
                }
            }
        }
        return before;
    }

    /**
     * Whether the state can change at the next boundary, even if no slice enters or leaves the window: a collapse lasts,
     * or enough views are stored for one to begin.
     */
    boolean isWatching(TrafficCollapse state, SlidingCounts counts, int viewsCounter) {
        return state.lasts()
                || counts.total(viewsCounter) >= policy.minExpected()
                || counts.sum(viewsCounter, Long.MIN_VALUE, counts.through()) >= policy.minExpected();
    }

    private boolean isOver(TrafficCollapse collapse, SlidingCounts counts, int viewsCounter, long boundary) {
        long recent = counts.sum(viewsCounter, boundary - collapse.widthMillis(), boundary);
        return policy.recoveryRatio().isReachedBy(recent, collapse.expectedViews())
                || boundary - collapse.detectedAt() >= policy.maxHoldMillis();
    }

    /** The expected views per width if the recent span is below the ratio of them, or 0 when it is no collapse. */
    private long collapsedBelow(SlidingCounts counts, int viewsCounter, WindowSpec window, long boundary, long width) {
        int blocks = Math.toIntExact(2 * window.sizeMillis() / width) - 1;
        if (blocks < 1) {
            return 0;
        }
        long recent = counts.sum(viewsCounter, boundary - width, boundary);
        long reference = counts.sum(viewsCounter, boundary - (blocks + 1L) * width, boundary - width);
        /*
         * The lower quartile q of n counts is at most 4/3 of their mean: the n - floor((n-1)/4) >= 3n/4 counts from the
         * quartile on are at least q each, so the sum is at least 3nq/4. So neither the minimum nor the ratio can be met
         * where 4/3 of the mean does not meet it, which settles most boundaries without the blocks.
         */
        boolean tooFew = 4 * reference < 3L * blocks * policy.minExpected();
        boolean enough = Math.multiplyExact(3L * blocks * recent, policy.ratio().denominator())
                >= Math.multiplyExact(4 * reference, policy.ratio().numerator());
        if (tooFew || enough) {
            return 0;
        }
        long quartile = lowerQuartile(counts, viewsCounter, boundary, width, blocks);
        return quartile >= policy.minExpected() && !policy.ratio().isReachedBy(recent, quartile) ? quartile : 0;
    }

    /** Element {@code floor((n-1)/4)} of the ascending views of the n blocks before the recent span. */
    private static long lowerQuartile(SlidingCounts counts, int viewsCounter, long boundary, long width, int blocks) {
        long[] views = new long[blocks];
        for (int j = 1; j <= blocks; j++) {
            views[j - 1] = counts.sum(viewsCounter, boundary - (j + 1L) * width, boundary - (long) j * width);
        }
        Arrays.sort(views);
        return views[(blocks - 1) / 4];
    }
}
