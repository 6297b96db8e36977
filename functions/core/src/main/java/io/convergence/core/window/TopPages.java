package io.convergence.core.window;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Selection of the pages with the most views, ties by name ascending. It keeps at most as many pages as it selects, so
 * that it can go over any number of them. Not thread-safe.
 */
public final class TopPages {
    private record Page(String name, long views) {
        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Long.hashCode(views);
        }
    }

    private static final Comparator<Page> LAST_FIRST =
            Comparator.comparingLong(Page::views).thenComparing(Page::name, Comparator.reverseOrder());

    private final int limit;
    private final PriorityQueue<Page> selected = new PriorityQueue<>(LAST_FIRST);

    /**
     * An empty selection.
     *
     * @param limit most pages that are selected
     */
    public TopPages(int limit) {
        this.limit = limit;
    }

    /** Takes a page into account; each page once. */
    public void add(String name, long views) {
        selected.add(new Page(name, views));
        if (selected.size() > limit) {
            selected.poll();
        }
    }

    /** The names of the selected pages. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        selected.forEach(page -> names.add(page.name()));
        return names;
    }
}
