package io.convergence.flink.bundle;

import io.convergence.core.rum.Beacon;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
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
 * Buffer of partial view counts by host, app, page, slice and, for late views, the boundary that they missed. Not
 * thread-safe.
 */
final class SliceBundles {
    private static final Comparator<RumPartial> BY_APP_AND_SLICE =
            Comparator.comparing(RumPartial::app).thenComparingLong(RumPartial::sliceStart);

    private record PageSlice(String app, String page, long start, long passedBoundary) {
        /** Written out: the derived method is called through method handles, which costs more than the comparison. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PageSlice that
                    && that.start == start
                    && that.passedBoundary == passedBoundary
                    && that.page.equals(page)
                    && that.app.equals(app);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * app.hashCode() + page.hashCode()) + Long.hashCode(start))
                    + Long.hashCode(passedBoundary);
        }
    }

    private final double lcpThresholdMillis;
    /** Partials by the start of the slice that the watermark must not close before they are emitted. */
    private final NavigableMap<Long, Map<HostKey, Map<PageSlice, RumPartial>>> slices = new TreeMap<>();

    private int size;

    /**
     * An empty buffer.
     *
     * @param lcpThresholdMillis LCP values below it are counted
     */
    SliceBundles(double lcpThresholdMillis) {
        this.lcpThresholdMillis = lcpThresholdMillis;
    }

    /**
     * Adds a view to the partial of its page and slice.
     *
     * @param passedBoundary boundary that the view missed, or {@link RumPartial#ON_TIME}. A late view counts from the
     *     next boundary, so it must be emitted before the slice that starts at the missed boundary is closed.
     */
    void add(HostKey key, long sliceStart, long passedBoundary, Beacon beacon) {
        long closedWith = passedBoundary == RumPartial.ON_TIME ? sliceStart : passedBoundary;
        RumPartial partial = slices.computeIfAbsent(closedWith, start -> new HashMap<>())
                .computeIfAbsent(key, host -> new HashMap<>(4))
                .computeIfAbsent(new PageSlice(beacon.app(), beacon.page(), sliceStart, passedBoundary), page -> {
                    size++;
                    return new RumPartial(page.app(), page.page(), page.start(), page.passedBoundary());
                });
        partial.add(beacon, lcpThresholdMillis);
    }

    /** Number of partials in the buffer. */
    int size() {
        return size;
    }

    /**
     * Emits and removes the partials that must precede the closing of slices that start before an instant, one bundle per
     * slice and host, earliest slice first.
     */
    void drainBefore(long time, Consumer<HostBundle> out) {
        while (!slices.isEmpty() && slices.firstKey() < time) {
            slices.pollFirstEntry().getValue().forEach((key, pages) -> {
                List<RumPartial> partials = new ArrayList<>(pages.values());
                partials.sort(BY_APP_AND_SLICE);
                size -= partials.size();
                out.accept(new HostBundle(key, partials));
            });
        }
    }
}
