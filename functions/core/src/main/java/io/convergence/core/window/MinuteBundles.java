package io.convergence.core.window;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.VitalHistograms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Buffer of page views by minute, app, host and page. Not thread-safe. */
public final class MinuteBundles {
    private final boolean byPage;
    private final NavigableMap<Long, Map<MinuteKey, Map<String, Sum>>> minutes = new TreeMap<>();
    private int size;

    private static final class Sum {
        private final VitalHistograms vitals = new VitalHistograms();
        private long views;
        private long errorViews;
    }

    /**
     * An empty buffer.
     *
     * @param byPage whether pages are apart; otherwise the views of all pages of a host are summed, under {@link
     *     MinuteRule#OTHER}
     */
    public MinuteBundles(boolean byPage) {
        this.byPage = byPage;
    }

    /** Adds a view. */
    public void add(Beacon beacon) {
        long minute = Math.floorDiv(beacon.receivedAt(), MinuteKey.MINUTE_MILLIS) * MinuteKey.MINUTE_MILLIS;
        Sum sum = minutes.computeIfAbsent(minute, start -> new HashMap<>())
                .computeIfAbsent(
                        new MinuteKey(beacon.tenant(), beacon.app(), beacon.host(), minute), key -> new HashMap<>())
                .computeIfAbsent(byPage ? beacon.page() : MinuteRule.OTHER, page -> {
                    size++;
                    return new Sum();
                });
        sum.views++;
        sum.errorViews += beacon.isErrorView() ? 1 : 0;
        sum.vitals.add(beacon.vitals());
    }

    /** Number of pages of minutes in the buffer. */
    public int size() {
        return size;
    }

    /** Emits and removes the minutes that start before an instant, one bundle per minute, app and host, earliest first. */
    public void drainBefore(long time, Consumer<MinuteBundle> out) {
        while (!minutes.isEmpty() && minutes.firstKey() < time) {
            minutes.pollFirstEntry().getValue().forEach((key, sums) -> {
                List<PageViews> pages = new ArrayList<>(sums.size());
                sums.forEach((page, sum) -> pages.add(new PageViews(page, sum.views, sum.errorViews, sum.vitals)));
                size -= pages.size();
                out.accept(new MinuteBundle(key, pages));
            });
        }
    }
}
