package io.convergence.core.window;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.GroupedVitals;
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
    private final NavigableMap<Long, Map<MinuteKey, Views>> minutes = new TreeMap<>();
    private int size;

    /** Views of a minute of an app on a host: their counts by page, and their vitals by the position of the page. */
    private record Views(PageTally pages, GroupedVitals vitals) {
        List<PageViews> sums() {
            List<PageCount> counts = pages.counts();
            List<VitalHistograms> histograms = vitals.histograms(counts.size());
            List<PageViews> sums = new ArrayList<>(counts.size());
            for (int i = 0; i < counts.size(); i++) {
                PageCount count = counts.get(i);
                sums.add(new PageViews(count.page(), count.views(), count.errorViews(), histograms.get(i)));
            }
            return sums;
        }
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
        Views views = minutes.computeIfAbsent(minute, start -> new HashMap<>())
                .computeIfAbsent(
                        new MinuteKey(beacon.tenant(), beacon.app(), beacon.host(), minute),
                        key -> new Views(new PageTally(), new GroupedVitals()));
        int before = views.pages().size();
        int page = views.pages().add(byPage ? beacon.page() : MinuteRule.OTHER, beacon.isErrorView());
        size += views.pages().size() - before;
        views.vitals().add(page, beacon.vitals());
    }

    /** Number of pages of minutes in the buffer. */
    public int size() {
        return size;
    }

    /** Emits and removes the minutes that start before an instant, one bundle per minute, app and host, earliest first. */
    public void drainBefore(long time, Consumer<MinuteBundle> out) {
        while (!minutes.isEmpty() && minutes.firstKey() < time) {
            minutes.pollFirstEntry().getValue().forEach((key, views) -> {
                size -= views.pages().size();
                out.accept(new MinuteBundle(key, views.sums()));
            });
        }
    }
}
