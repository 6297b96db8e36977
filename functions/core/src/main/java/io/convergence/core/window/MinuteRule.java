package io.convergence.core.window;

import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Adds a minute up by page. When the minute closes, the pages with the most views keep a row each, ties by name; the
 * rest share one. Which pages those are stays as it was at the close, so that later corrections never count a view
 * twice.
 *
 * @param bounds how many pages keep a row
 */
public record MinuteRule(Bounds bounds) implements Serializable {
    /** The name that pages beyond the bound share. */
    public static final String OTHER = "(other)";

    /** The pages that keep a row, most views first; empty when all do. */
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
     * The rows of a minute, in the order of the pages' first views.
     *
     * @param kept the pages that keep a row; empty when all do
     */
    public List<PageMinute> rows(MinuteKey key, List<PageViews> views, Set<String> kept) {
        Map<String, PageViews> pages = new LinkedHashMap<>();
        for (PageViews page : views) {
            String name = kept.isEmpty() || kept.contains(page.page()) ? page.page() : OTHER;
            pages.merge(name, page.as(name), PageViews::plus);
        }
        return pages.values().stream()
                .map(page -> new PageMinute(
                        key.tenant(),
                        key.app(),
                        key.host(),
                        page.page(),
                        key.minute(),
                        page.views(),
                        page.errorViews(),
                        page.vitals()))
                .toList();
    }
}
