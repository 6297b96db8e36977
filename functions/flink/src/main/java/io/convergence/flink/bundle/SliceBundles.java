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

/** Buffer of partial view counts by slice, host, app and page. Not thread-safe. */
final class SliceBundles {
    private record AppPage(String app, String page) {
        @Override
        public int hashCode() {
            return 31 * app.hashCode() + page.hashCode();
        }
    }

    private final double lcpThresholdMillis;
    private final NavigableMap<Long, Map<HostKey, Map<AppPage, RumPartial>>> slices = new TreeMap<>();
    private int size;

    /**
     * An empty buffer.
     *
     * @param lcpThresholdMillis LCP values below it are counted
     */
    SliceBundles(double lcpThresholdMillis) {
        this.lcpThresholdMillis = lcpThresholdMillis;
    }

    /** Adds a view to the partial of its page and slice. */
    void add(HostKey key, long sliceStart, Beacon beacon) {
        RumPartial partial = slices.computeIfAbsent(sliceStart, start -> new HashMap<>())
                .computeIfAbsent(key, host -> new HashMap<>(4))
                .computeIfAbsent(new AppPage(beacon.app(), beacon.page()), page -> {
                    size++;
                    return new RumPartial(page.app(), page.page(), sliceStart, RumPartial.ON_TIME);
                });
        partial.add(beacon, lcpThresholdMillis);
    }

    /** Number of partials in the buffer. */
    int size() {
        return size;
    }

    /** Emits and removes the partials of all slices that start before an instant, one bundle per host, earliest slice first. */
    void drainBefore(long time, Consumer<HostBundle> out) {
        while (!slices.isEmpty() && slices.firstKey() < time) {
            slices.pollFirstEntry().getValue().forEach((key, pages) -> {
                List<RumPartial> partials = new ArrayList<>(pages.values());
                partials.sort(Comparator.comparing(RumPartial::app));
                size -= partials.size();
                out.accept(new HostBundle(key, partials));
            });
        }
    }
}
