package io.convergence.flink.bundle;

import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageViews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Buffer of page views by minute, app, host and page. Not thread-safe. */
final class MinuteBundles {
    private final NavigableMap<Long, Map<MinuteKey, Map<String, PageViews>>> minutes = new TreeMap<>();
    private int size;

    /** Adds a bundle, which is not changed. */
    void add(MinuteBundle bundle) {
        Map<String, PageViews> pages = minutes.computeIfAbsent(bundle.key().minute(), minute -> new HashMap<>())
                .computeIfAbsent(bundle.key(), key -> new HashMap<>());
        for (PageViews views : bundle.pages()) {
            PageViews known = pages.get(views.page());
            size += known == null ? 1 : 0;
            pages.put(views.page(), known == null ? views.copy() : known.plus(views));
        }
    }

    /** Number of pages of minutes in the buffer. */
    int size() {
        return size;
    }

    /** Emits and removes the minutes that start before an instant, one bundle per minute, app and host, earliest first. */
    void drainBefore(long time, Consumer<MinuteBundle> out) {
        while (!minutes.isEmpty() && minutes.firstKey() < time) {
            minutes.pollFirstEntry().getValue().forEach((key, pages) -> {
                size -= pages.size();
                out.accept(new MinuteBundle(key, new ArrayList<>(pages.values())));
            });
        }
    }
}
