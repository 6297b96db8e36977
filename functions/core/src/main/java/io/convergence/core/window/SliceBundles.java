package io.convergence.core.window;

import io.convergence.core.rum.Beacon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Buffer of page views by host, app, slice and, for late views, the boundary that they missed. Not thread-safe.
 */
public final class SliceBundles {
    private static final Comparator<SliceViews> BY_APP_AND_SLICE = Comparator.comparing(
                    (SliceViews views) -> views.sum().app())
            .thenComparingLong(views -> views.sum().sliceStart());

    /** Pages take about as much memory as the counts and vitals of a sum. */
    private static final int PAGES_OF_A_SUM = 8;

    private final double lcpThresholdMillis;
    /** Views by the start of the slice that the watermark must not close before they are emitted. */
    private final NavigableMap<Long, Map<HostKey, Map<Slice, Sum>>> slices = new TreeMap<>();

    private int size;

    private record Slice(String app, long start, long passedBoundary) {
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
        long closedWith = passedBoundary == RumPartial.ON_TIME ? sliceStart : passedBoundary;
        Sum sum = slices.computeIfAbsent(closedWith, start -> new HashMap<>())
                .computeIfAbsent(key, host -> new HashMap<>(4))
                .computeIfAbsent(
                        new Slice(beacon.app(), sliceStart, passedBoundary),
                        slice -> new Sum(
                                new RumPartial(slice.app(), slice.start(), slice.passedBoundary()), new PageTally()));
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
        Map<HostKey, List<SliceViews>> hosts = new HashMap<>();
        while (!slices.isEmpty() && slices.firstKey() < time) {
            slices.pollFirstEntry().getValue().forEach((key, sums) -> {
                List<SliceViews> views = hosts.computeIfAbsent(key, host -> new ArrayList<>(sums.size()));
                for (Sum sum : sums.values()) {
                    size -= sum.size();
                    views.add(new SliceViews(sum.counts(), sum.pages().counts()));
                }
            });
        }
        hosts.forEach((key, views) -> {
            views.sort(BY_APP_AND_SLICE);
            out.accept(new HostBundle(key, views));
        });
    }
}
