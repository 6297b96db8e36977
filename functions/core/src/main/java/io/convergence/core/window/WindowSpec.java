package io.convergence.core.window;

import java.io.Serializable;

/**
 * Sliding windows aligned to the epoch. A boundary is a multiple of the slide; the window of a boundary is
 * {@code [boundary - size, boundary)}. A slice is the span between two boundaries, {@code [start, start + slide)}.
 *
 * @param sizeMillis length of a window, a positive multiple of the slide
 * @param slideMillis time between two boundaries, positive
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

    /** The start of the slice that contains an instant: the last boundary at or before it. */
    public long sliceOf(long time) {
        return Math.floorDiv(time, slideMillis) * slideMillis;
    }

    /** The first boundary at or after an instant. */
    public long boundaryAtOrAfter(long time) {
        return -sliceOf(-time);
    }

    /** The exclusive bound on the starts of the slices that are complete at a watermark. */
    public long closedBefore(long watermark) {
        return watermark == Long.MAX_VALUE ? Long.MAX_VALUE : sliceOf(watermark + 1);
    }

    /** The first boundary whose window contains the slice. */
    public long entersAt(long sliceStart) {
        return sliceStart + slideMillis;
    }

    /** The first boundary after the slice has left the window. */
    public long leavesAt(long sliceStart) {
        return sliceStart + slideMillis + sizeMillis;
    }
}
