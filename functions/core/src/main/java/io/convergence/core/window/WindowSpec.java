package io.convergence.core.window;

import java.io.Serializable;

/**
 * Sliding windows aligned to the epoch: a window ends at each multiple of the slide and is {@code [end - size, end)}.
 * A slice is the span between two boundaries, {@code [start, start + slide)}.
 *
 * @param sizeMillis a multiple of the slide
 * @param slideMillis positive
 */
public record WindowSpec(long sizeMillis, long slideMillis) implements Serializable {

    /** 15 minutes sliding by 10 seconds. */
    public static final WindowSpec DEFAULTS = new WindowSpec(900_000, 10_000);

    public WindowSpec {
        if (slideMillis <= 0 || sizeMillis <= 0 || sizeMillis % slideMillis != 0) {
            throw new IllegalArgumentException(
                    "the slide (" + slideMillis + " ms) divides the size (" + sizeMillis + " ms), both positive");
        }
    }

    /** The start of the slice that holds an instant: the last boundary at or before it. */
    public long sliceOf(long time) {
        return Math.floorDiv(time, slideMillis) * slideMillis;
    }

    /** The first boundary at or after an instant. */
    public long boundaryAtOrAfter(long time) {
        return -sliceOf(-time);
    }

    /** The instant such that the slices that start before it are closed by a watermark: nothing more is due for them. */
    public long closedBefore(long watermark) {
        return watermark == Long.MAX_VALUE ? Long.MAX_VALUE : sliceOf(watermark + 1);
    }

    /** The first boundary whose window holds the slice. */
    public long entersAt(long sliceStart) {
        return sliceStart + slideMillis;
    }

    /** The first boundary whose window holds the slice no longer. */
    public long leavesAt(long sliceStart) {
        return sliceStart + slideMillis + sizeMillis;
    }
}
