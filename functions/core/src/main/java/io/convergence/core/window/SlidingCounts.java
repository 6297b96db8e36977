package io.convergence.core.window;

/**
 * Counters over a sliding window, kept as slices with running totals. When the window advances, entering slices are added
 * to the totals and leaving slices are subtracted, so the cost of an advance depends on the slices that change, not on the
 * size of the window. Slices after the end of the window are kept until they enter. Mutable, not thread-safe.
 */
public final class SlidingCounts {
    /*
     * This is the stream slicing of Li et al., "No Pane, No Gain", SIGMOD Record 34 (1), 2005, section 3, with subtraction
     * in place of a merge per window, which is exact for integers.
     */
    private final int width;
    private final long[] totals;
    private final SliceCells slices;
    private long through;

    /** Counters without a slice, before the first boundary. */
    public SlidingCounts(int width) {
        this(width, Long.MIN_VALUE, new SliceCells(width, new long[0], new int[0]));
    }

    private SlidingCounts(int width, long through, SliceCells slices) {
        this.width = width;
        this.totals = new long[width];
        this.through = through;
        this.slices = slices;
    }

    /**
     * Counters restored from state.
     *
     * @param width number of counters per slice
     * @param through boundary at which the window ends, or {@link Long#MIN_VALUE} before the first
     * @param totals totals of the window, one per counter
     * @param starts starts of the slices in ascending order, epoch milliseconds
     * @param cells {@code width} cells for each start
     */
    public static SlidingCounts of(int width, long through, long[] totals, long[] starts, int[] cells) {
        SlidingCounts counts = new SlidingCounts(width, through, new SliceCells(width, starts, cells));
        System.arraycopy(totals, 0, counts.totals, 0, width);
        return counts;
    }

    /**
     * Adds to the counters of a slice, and to the totals when the slice is in the window.
     *
     * @param deltas one per counter; a negative one subtracts
     */
    public void add(WindowSpec window, long sliceStart, int... deltas) {
        slices.add(sliceStart, deltas);
        if (isInside(window, sliceStart)) {
            for (int i = 0; i < width; i++) {
                totals[i] += deltas[i];
            }
        }
    }

    /**
     * Advances the window to end at a later boundary.
     *
     * @param kept number of windows whose slices are kept: 1 for the current one, 2 to keep the one before it too
     * @throws IllegalArgumentException when the boundary is before the end of the window
     */
    public void advance(WindowSpec window, long boundary, int kept) {
        if (boundary < through) {
            throw new IllegalArgumentException("boundary " + boundary + " is before the end of the window, " + through);
        }
        long windowStart = boundary - window.sizeMillis();
        addSlices(-1, oldest(window), Math.min(through, windowStart));
        addSlices(1, Math.max(through, windowStart), boundary);
        through = boundary;
        slices.removeFirst(firstAtOrAfter(boundary - kept * window.sizeMillis()));
    }

    /** The total of a counter over the window. */
    public long total(int counter) {
        return totals[counter];
    }

    /** The sum of a counter over every slice, those outside the window included. */
    public long stored(int counter) {
        return slices.sum(counter);
    }

    /** The sum of a counter over the slices that start in {@code [from, to)}. */
    public long sum(int counter, long from, long to) {
        long sum = 0;
        for (int at = firstAtOrAfter(from); at < slices.size() && slices.startAt(at) < to; at++) {
            sum += slices.cellAt(at, counter);
        }
        return sum;
    }

    /**
     * The start of the latest slice from which on, to the end of the window, a counter adds up to at least a sum; {@link
     * Long#MIN_VALUE} when all slices before the end of the window add up to less.
     *
     * @param sum positive
     */
    public long latestStartReaching(int counter, long sum) {
        long reached = 0;
        for (int at = firstAtOrAfter(through) - 1; at >= 0; at--) {
            reached += slices.cellAt(at, counter);
            if (reached >= sum) {
                return slices.startAt(at);
            }
        }
        return Long.MIN_VALUE;
    }

    /** The next boundary at which a slice enters or leaves the window, or {@link Long#MAX_VALUE}. */
    public long nextChange(WindowSpec window) {
        int entering = firstAtOrAfter(through);
        int leaving = firstAtOrAfter(oldest(window));
        long enters = entering < slices.size() ? window.entersAt(slices.startAt(entering)) : Long.MAX_VALUE;
        long leaves = leaving < entering ? window.leavesAt(slices.startAt(leaving)) : Long.MAX_VALUE;
        return Math.min(enters, leaves);
    }

    /** The start of the last slice in the window whose first counter is not 0; {@link Long#MIN_VALUE} without one. */
    public long lastCounted(WindowSpec window) {
        long oldest = oldest(window);
        for (int at = firstAtOrAfter(through) - 1; at >= 0 && slices.startAt(at) >= oldest; at--) {
            if (slices.cellAt(at, 0) != 0) {
                return slices.startAt(at);
            }
        }
        return Long.MIN_VALUE;
    }

    /** Drops the slices that start before an instant. Totals do not change, so the window must not contain them. */
    public void dropBefore(long time) {
        slices.removeFirst(firstAtOrAfter(time));
    }

    /** Whether there are counts of the slice with a start. */
    public boolean has(long sliceStart) {
        int at = firstAtOrAfter(sliceStart);
        return at < slices.size() && slices.startAt(at) == sliceStart;
    }

    /** Whether there is no slice. */
    public boolean isEmpty() {
        return slices.size() == 0;
    }

    /** The boundary at which the window ends, or {@link Long#MIN_VALUE} before the first. */
    public long through() {
        return through;
    }

    /** The number of slices. */
    public int size() {
        return slices.size();
    }

    /** Memory of the slices, in bytes: a start of eight bytes and cells of four bytes each. */
    public long heapBytes() {
        return (long) slices.size() * (Long.BYTES + (long) width * Integer.BYTES);
    }

    /** The number of counters per slice. */
    public int width() {
        return width;
    }

    /** The start of the slice at a position, epoch milliseconds. */
    public long startAt(int position) {
        return slices.startAt(position);
    }

    /** A counter of the slice at a position. */
    public int cellAt(int position, int counter) {
        return slices.cellAt(position, counter);
    }

    /** The position of the first slice that starts at or after an instant; {@link #size()} when there is none. */
    public int firstAtOrAfter(long time) {
        return slices.firstAtOrAfter(time);
    }

    /** Adds the counters of the slices that start in {@code [from, to)} to the totals, multiplied by {@code sign}. */
    private void addSlices(long sign, long from, long to) {
        for (int at = firstAtOrAfter(from); at < slices.size() && slices.startAt(at) < to; at++) {
            for (int i = 0; i < width; i++) {
                totals[i] += sign * slices.cellAt(at, i);
            }
        }
    }

    private boolean isInside(WindowSpec window, long sliceStart) {
        return sliceStart < through && sliceStart >= oldest(window);
    }

    /** The start of the window, or {@link Long#MIN_VALUE} before the first boundary. */
    private long oldest(WindowSpec window) {
        return through == Long.MIN_VALUE ? Long.MIN_VALUE : through - window.sizeMillis();
    }
}
