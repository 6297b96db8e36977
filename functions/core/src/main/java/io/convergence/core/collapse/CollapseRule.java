package io.convergence.core.collapse;

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
    public TrafficCollapse next(
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
     * The earliest boundary after the end of the window at which the state can change although no slice enters the window:
     * the next one while a collapse lasts, else the first at which so many of the newest views have left the recent span
     * that a collapse is possible. {@link Long#MAX_VALUE} when there is none.
     */
    public long nextPossibleChange(TrafficCollapse state, SlidingCounts counts, int viewsCounter, WindowSpec window) {
        long after = counts.through() + window.slideMillis();
        if (state.lasts()) {
            return after;
        }
        long next = Long.MAX_VALUE;
        for (long width : policy.widthsMillis()) {
            long precluding = precludingViews(counts.stored(viewsCounter), blocks(window, width));
            if (precluding > 0) {
                long start = counts.latestStartReaching(viewsCounter, precluding);
                next = Math.min(
                        next, start == Long.MIN_VALUE ? after : Math.max(after, start + window.slideMillis() + width));
            }
        }
        return next;
    }

    private boolean isOver(TrafficCollapse collapse, SlidingCounts counts, int viewsCounter, long boundary) {
        long recent = counts.sum(viewsCounter, boundary - collapse.widthMillis(), boundary);
        return policy.recoveryRatio().isReachedBy(recent, collapse.expectedViews())
                || boundary - collapse.detectedAt() >= policy.maxHoldMillis();
    }

    /** The expected views per width if the recent span is below the ratio of them, or 0 when it is no collapse. */
    private long collapsedBelow(SlidingCounts counts, int viewsCounter, WindowSpec window, long boundary, long width) {
        int blocks = blocks(window, width);
        long recent = counts.sum(viewsCounter, boundary - width, boundary);
        // The stored views are at least those of the reference and cost no sum.
        if (recent >= precludingViews(counts.stored(viewsCounter), blocks)
                || recent
                        >= precludingViews(
                                counts.sum(viewsCounter, boundary - (blocks + 1L) * width, boundary - width), blocks)) {
            return 0;
        }
        long quartile = lowerQuartile(counts, viewsCounter, boundary, width, blocks);
        return quartile >= policy.minExpected() && !policy.ratio().isReachedBy(recent, quartile) ? quartile : 0;
    }

    /** The number of blocks of the reference of a width. */
    private static int blocks(WindowSpec window, long width) {
        return Math.toIntExact(2 * window.sizeMillis() / width) - 1;
    }

    /**
     * The fewest recent views that rule a collapse out, whatever the blocks are; 0 when silence is none either.
     *
     * <p>The lower quartile q of n counts is at most 4/3 of their mean: the n - floor((n-1)/4) >= 3n/4 counts from the
     * quartile on are at least q each, so the sum is at least 3nq/4. So neither the minimum nor the ratio can be met where
     * 4/3 of the mean does not meet it, which settles most boundaries without the blocks.
     *
     * @param reference views of all blocks, or more
     */
    private long precludingViews(long reference, int blocks) {
        if (blocks < 1 || 4 * reference < 3L * blocks * policy.minExpected()) {
            return 0;
        }
        long above = Math.multiplyExact(4 * reference, policy.ratio().numerator());
        long below = Math.multiplyExact(3L * blocks, policy.ratio().denominator());
        return -Math.floorDiv(-above, below);
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
