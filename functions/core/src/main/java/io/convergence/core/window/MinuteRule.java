package io.convergence.core.window;

import io.convergence.core.vitals.VitalHistograms;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Aggregation of a minute by page. When the minute closes, the pages with the most views get a row each (ties are broken
 * by name) and all others share one row. Later corrections of the minute use the same choice of pages, so that no view is
 * counted in two rows.
 *
 * @param bounds the number of pages with a row of their own
 */
public record MinuteRule(Bounds bounds) implements Serializable {
    /** Page name of the row that the other pages share. */
    public static final String OTHER = "(other)";

    /** The pages with a row of their own, most views first; empty when all pages have one. */
    public Set<String> kept(List<PageViews> views) {
        Map<String, Long> counts = new TreeMap<>();
        views.forEach(page -> counts.merge(page.page(), page.views(), Long::sum));
        if (counts.size() <= bounds.pages()) {
            return Set.of();
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(bounds.pages())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The rows of a minute, in the order in which the pages first occur.
     *
     * @param kept the pages with a row of their own; empty when all pages have one
     */
    public List<PageMinute> rows(MinuteKey key, List<PageViews> views, Set<String> kept) {
        Map<String, PageSum> pages = new LinkedHashMap<>();
        for (PageViews page : views) {
            String name = kept.isEmpty() || kept.contains(page.page()) ? page.page() : OTHER;
            pages.computeIfAbsent(name, first -> new PageSum()).add(page);
        }
        List<PageMinute> rows = new ArrayList<>(pages.size());
        pages.forEach((name, sum) -> rows.add(new PageMinute(
                key.tenant(), key.app(), key.host(), name, key.minute(), sum.views, sum.errorViews, sum.vitals)));
        return rows;
    }

    private static final class PageSum {
        private final VitalHistograms vitals = new VitalHistograms();
        private long views;
        private long errorViews;

        void add(PageViews page) {
            views += page.views();
            errorViews += page.errorViews();
            vitals.merge(page.vitals());
        }
    }
}
