package io.convergence.core.window;

import io.convergence.core.rum.Beacon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Buffer of page views by host, app, slice and, for late views, the boundary that they missed. Not thread-safe.
 */
public final class SliceBundles {
    private static final Comparator<SliceViews> BY_APP_SLICE_AND_LATENESS = Comparator.comparing(
                    (SliceViews views) -> views.sum().app())
            .thenComparingLong(views -> views.sum().sliceStart())
            .thenComparingLong(views -> views.sum().passedBoundary());

    /** Pages take about as much memory as the counts and vitals of a sum. */
    private static final int PAGES_OF_A_SUM = 8;

    private final double lcpThresholdMillis;
    private final Map<HostKey, Map<Slice, Sum>> hosts = new HashMap<>();

    /** The starts of the slices that the watermark must not close before sums are emitted. */
    private final NavigableSet<Long> closings = new TreeSet<>();

    private int size;

    private record Slice(String app, long start, long passedBoundary) {
        /** The start of the slice that the watermark must not close before the sum is emitted. */
        long closing() {
            return passedBoundary == RumPartial.ON_TIME ? start : passedBoundary;
        }

        /** Written out: the derived method is called through method handles, which costs more than the comparison. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Slice that
                    && that.start == start
                    && that.passedBoundary == passedBoundary
                    && that.app.equals(app);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * app.hashCode() + Long.hashCode(start)) + Long.hashCode(passedBoundary);
        }
    }

    private record Sum(RumPartial counts, PageTally pages) {
        int size() {
            return (pages.size() + PAGES_OF_A_SUM - 1) / PAGES_OF_A_SUM;
        }
    }

    /**
     * An empty buffer.
     *
     * @param lcpThresholdMillis LCP values below it are counted
     */
    public SliceBundles(double lcpThresholdMillis) {
        this.lcpThresholdMillis = lcpThresholdMillis;
    }

    /**
     * Adds a view to the sum of its slice and to the count of its page.
     *
     * @param passedBoundary boundary that the view missed, or {@link RumPartial#ON_TIME}. A late view counts from the
     *     next boundary, so it must be emitted before the slice that starts at the missed boundary is closed.
     */
    public void add(HostKey key, long sliceStart, long passedBoundary, Beacon beacon) {
        Map<Slice, Sum> sums = hosts.computeIfAbsent(key, host -> new HashMap<>(4));
        Slice slice = new Slice(beacon.app(), sliceStart, passedBoundary);
        Sum sum = sums.get(slice);
        if (sum == null) {
            sum = new Sum(new RumPartial(slice.app(), slice.start(), slice.passedBoundary()), new PageTally());
            sums.put(slice, sum);
            closings.add(slice.closing());
        }
        int before = sum.size();
        sum.pages().add(beacon.page(), beacon.isErrorView());
        size += sum.size() - before;
        sum.counts().add(beacon, lcpThresholdMillis);
    }

    /** Number of sums in the buffer; one with many pages counts as one for every {@value #PAGES_OF_A_SUM} of them. */
    public int size() {
        return size;
    }

    /**
     * Emits and removes the views that must precede the closing of slices that start before an instant: one bundle per host,
     * with the sums of all these slices.
     */
    public void drainBefore(long time, Consumer<HostBundle> out) {
        if (closings.isEmpty() || closings.first() >= time) {
            return;
        }
        closings.headSet(time, false).clear();
        for (Iterator<Map.Entry<HostKey, Map<Slice, Sum>>> entries =
                        hosts.entrySet().iterator();
                entries.hasNext(); ) {
            Map.Entry<HostKey, Map<Slice, Sum>> host = entries.next();
            List<SliceViews> closed = closed(host.getValue(), time);
            if (host.getValue().isEmpty()) {
                entries.remove();
            }
            if (!closed.isEmpty()) {
                out.accept(new HostBundle(host.getKey(), closed));
            }
        }
    }

    /** Removes the views of a host that must precede the closing, and returns them in the order of apps and slices. */
    private List<SliceViews> closed(Map<Slice, Sum> sums, long time) {
        List<SliceViews> closed = new ArrayList<>(sums.size());
        for (Iterator<Map.Entry<Slice, Sum>> entries = sums.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<Slice, Sum> entry = entries.next();
            if (entry.getKey().closing() < time) {
                Sum sum = entry.getValue();
                size -= sum.size();
                closed.add(new SliceViews(sum.counts(), sum.pages().counts()));
                entries.remove();
            }
        }
        closed.sort(BY_APP_SLICE_AND_LATENESS);
        return closed;
    }
}
