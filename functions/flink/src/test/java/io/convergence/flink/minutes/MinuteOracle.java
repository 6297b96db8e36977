package io.convergence.flink.minutes;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What rows of page views are emitted, computed by going over everything each time. Shares no code with the operators. */
final class MinuteOracle {
    private static final String OTHER = "(other)";
    private static final long HOUR = 3_600_000;

    private final int bound;
    private final Map<MinuteKey, Map<String, Sum>> open = new LinkedHashMap<>();
    private final Map<MinuteKey, Closed> closed = new LinkedHashMap<>();
    private List<PageMinute> emitted = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;
    private long latestClose = Long.MIN_VALUE;

    /** Views of a page. */
    private static final class Sum {
        private final VitalHistograms vitals = new VitalHistograms();
        private long views;
        private long errorViews;

        Sum plus(Sum other) {
            vitals.merge(other.vitals);
            views += other.views;
            errorViews += other.errorViews;
            return this;
        }

        static Sum of(PageViews page) {
            Sum sum = new Sum();
            sum.vitals.merge(page.vitals());
            sum.views = page.views();
            sum.errorViews = page.errorViews();
            return sum;
        }
    }

    /** A closed minute. */
    private static final class Closed {
        private final Map<String, Sum> rows = new LinkedHashMap<>();
        private final Set<String> pending = new LinkedHashSet<>();
        private long expiresAt;
        private long restatedAt = Long.MAX_VALUE;
        private long pendingAt = Long.MAX_VALUE;
    }

    MinuteOracle(int bound) {
        this.bound = bound;
    }

    /** The rows since the last call, in any order. */
    List<PageMinute> take() {
        List<PageMinute> result = emitted;
        emitted = new ArrayList<>();
        return result;
    }

    /** Whether a minute is forgotten whose state may still be there. */
    boolean hasForgotten() {
        return closed.values().stream().anyMatch(minute -> minute.expiresAt <= watermark);
    }

    /** After a restore there is no watermark. */
    void restored() {
        watermark = Long.MIN_VALUE;
    }

    void add(MinuteKey key, PageViews... pages) {
        long closesAt = key.minute() + 59_999;
        if (!open.containsKey(key) && closesAt <= Math.max(watermark, latestClose)) {
            addLate(key, pages);
            return;
        }
        Map<String, Sum> sums = open.computeIfAbsent(key, each -> new LinkedHashMap<>());
        for (PageViews page : pages) {
            sums.merge(page.page(), Sum.of(page), Sum::plus);
        }
    }

    void watermark(long time) {
        for (MinuteKey key : List.copyOf(open.keySet())) {
            if (key.minute() + 59_999 <= time) {
                close(key, Objects.requireNonNull(open.remove(key)));
            }
        }
        watermark = time;
        closed.forEach((key, minute) -> {
            if (minute.pendingAt <= time) {
                minute.pending.forEach(page -> emit(key, page, minute, true));
                minute.pending.clear();
                minute.pendingAt = Long.MAX_VALUE;
                minute.restatedAt = time;
            }
        });
    }

    private Closed close(MinuteKey key, Map<String, Sum> pages) {
        latestClose = Math.max(latestClose, key.minute() + 59_999);
        Closed minute = new Closed();
        minute.expiresAt = key.minute() + 59_999 + HOUR;
        pages.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Sum>>comparingLong(entry -> -entry.getValue().views)
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> minute.rows.merge(
                        minute.rows.size() < bound ? entry.getKey() : OTHER, entry.getValue(), Sum::plus));
        minute.rows.keySet().forEach(page -> emit(key, page, minute, false));
        closed.put(key, minute);
        return minute;
    }

    private void addLate(MinuteKey key, PageViews... pages) {
        Closed minute = closed.get(key);
        if (minute == null || minute.expiresAt <= watermark) {
            Map<String, Sum> sums = new LinkedHashMap<>();
            for (PageViews page : pages) {
                sums.merge(page.page(), Sum.of(page), Sum::plus);
            }
            touch(close(key, sums));
            return;
        }
        Set<String> changed = new LinkedHashSet<>();
        for (PageViews page : pages) {
            long own = minute.rows.keySet().stream()
                    .filter(row -> !row.equals(OTHER))
                    .count();
            String row = minute.rows.containsKey(page.page()) || own < bound ? page.page() : OTHER;
            minute.rows.merge(row, Sum.of(page), Sum::plus);
            changed.add(row);
        }
        if (minute.restatedAt == watermark) {
            minute.pending.addAll(changed);
            minute.pendingAt = Math.min(minute.pendingAt, watermark + 1);
        } else {
            changed.forEach(page -> emit(key, page, minute, true));
        }
        touch(minute);
    }

    private void touch(Closed minute) {
        minute.restatedAt = watermark;
        minute.expiresAt = Math.max(minute.expiresAt, watermark < 0 ? watermark : watermark + HOUR);
    }

    private void emit(MinuteKey key, String page, Closed minute, boolean restated) {
        Sum sum = Objects.requireNonNull(minute.rows.get(page));
        emitted.add(new PageMinute(
                key.tenant(),
                key.app(),
                key.host(),
                page,
                key.minute(),
                sum.views,
                sum.errorViews,
                sum.vitals.copy(),
                restated));
    }
}
