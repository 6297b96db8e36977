package io.convergence.core.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of page views by page, in arrays: a count is changed for every view, so it is changed in place. Mutable, not
 * thread-safe.
 */
final class PageTally {
    private static final int FIRST_CAPACITY = 4;
    private static final int UPPER_HALF = 16;

    private String[] pages = new String[FIRST_CAPACITY];
    private int[] views = new int[FIRST_CAPACITY];
    private int[] errorViews = new int[FIRST_CAPACITY];

    /**
     * Hash table with open addressing: the position of a page and 1, or 0. Its length is a power of two and at least twice the
     * capacity, so that a free place follows each used one after few steps.
     */
    private int[] places = new int[2 * FIRST_CAPACITY];

    private int size;

    /** Adds a view of a page. */
    void add(String page, boolean isErrorView) {
        int place = placeOf(page);
        if (places[place] == 0) {
            if (size == pages.length) {
                grow();
                place = placeOf(page);
            }
            pages[size] = page;
            places[place] = ++size;
        }
        int position = places[place] - 1;
        views[position]++;
        errorViews[position] += isErrorView ? 1 : 0;
    }

    /** Number of pages. */
    int size() {
        return size;
    }

    /** The counts, in the order in which the pages were first added. */
    List<PageCount> counts() {
        List<PageCount> counts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            counts.add(new PageCount(pages[i], views[i], errorViews[i]));
        }
        return counts;
    }

    /** The place in the table of a page, or the one where it is to be added. */
    private int placeOf(String page) {
        int last = places.length - 1;
        int hash = page.hashCode();
        int place = (hash ^ hash >>> UPPER_HALF) & last;
        while (places[place] != 0 && !pages[places[place] - 1].equals(page)) {
            place = (place + 1) & last;
        }
        return place;
    }

    private void grow() {
        int capacity = 2 * size;
        pages = Arrays.copyOf(pages, capacity);
        views = Arrays.copyOf(views, capacity);
        errorViews = Arrays.copyOf(errorViews, capacity);
        places = new int[2 * capacity];
        for (int i = 0; i < size; i++) {
            places[placeOf(pages[i])] = i + 1;
        }
    }
}
