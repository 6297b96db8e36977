package io.convergence.core.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of page views by page, in arrays: a count is changed for every view, so it is changed in place. Mutable, not
 * thread-safe.
 *
 * <p>A page whose place in the hash table is not found after {@value #MOST_STEPS} steps gets another count for each of its
 * views. This happens only to pages that were made to have equal hashes, whose views would otherwise cost more with each page.
 */
final class PageTally {
    private static final int FIRST_CAPACITY = 4;
    private static final int MOST_STEPS = 64;

    /** 2^32 divided by the golden ratio, whose product with a hash has well mixed upper bits (Knuth, volume 3, section 6.4). */
    private static final int MIX = 0x9E3779B9;

    private String[] pages = new String[FIRST_CAPACITY];
    private int[] views = new int[FIRST_CAPACITY];
    private int[] errorViews = new int[FIRST_CAPACITY];

    /**
     * Hash table with open addressing: the position of a page and 1, or 0. Its length is a power of two and twice the capacity,
     * so that a free place usually follows each used one after few steps.
     */
    private int[] places = new int[2 * FIRST_CAPACITY];

    private int size;

    /** Adds a view of a page. */
    void add(String page, boolean isErrorView) {
        if (size == pages.length) {
            grow();
        }
        int position = positionOf(page);
        pages[position] = page;
        views[position]++;
        errorViews[position] += isErrorView ? 1 : 0;
    }

    /** Number of counts. */
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

    /** The position of a page, which is a new one when the page is not found. */
    private int positionOf(String page) {
        int last = places.length - 1;
        int place = firstPlace(page);
        for (int step = 0; step < MOST_STEPS; step++) {
            int position = places[place] - 1;
            if (position < 0) {
                places[place] = size + 1;
                return size++;
            }
            if (pages[position].equals(page)) {
                return position;
            }
            place = (place + 1) & last;
        }
        return size++;
    }

    private int firstPlace(String page) {
        return (page.hashCode() * MIX) >>> (Integer.numberOfLeadingZeros(places.length) + 1);
    }

    private void grow() {
        int capacity = 2 * size;
        pages = Arrays.copyOf(pages, capacity);
        views = Arrays.copyOf(views, capacity);
        errorViews = Arrays.copyOf(errorViews, capacity);
        places = new int[2 * capacity];
        int last = places.length - 1;
        for (int position = 0; position < size; position++) {
            int place = firstPlace(pages[position]);
            for (int step = 0; step < MOST_STEPS; step++) {
                if (places[place] == 0) {
                    places[place] = position + 1;
                    break;
                }
                place = (place + 1) & last;
            }
        }
    }
}
