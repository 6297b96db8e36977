package io.convergence.core.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts of page views by page, in arrays: a count is changed for every view, so it is changed in place. Few pages are compared one
 * by one; more are found in a hash table. Mutable, not thread-safe.
 *
 * <p>A page whose place in the hash table is not found after {@value #MOST_STEPS} steps gets another count for each of its
 * views. This happens only to pages that were made to have equal hashes, whose views would otherwise cost more with each page.
 */
final class PageTally {
    private static final int FIRST_CAPACITY = 4;
    private static final int FEW = 8;
    private static final int MOST_STEPS = 64;

    /** 2^32 divided by the golden ratio, whose product with a hash has well mixed upper bits (Knuth, volume 3, section 6.4). */
    private static final int MIX = 0x9E3779B9;

    private String[] pages = new String[FIRST_CAPACITY];

    /** The views of each page, each followed by the views with errors among them. */
    private int[] views = new int[2 * FIRST_CAPACITY];

    /**
     * Hash table with open addressing: the position of a page and 1, or 0. Its length is a power of two and twice the capacity,
     * so that a free place usually follows each used one after few steps. Empty for few pages.
     */
    private int[] places = {};

    private int size;

    /**
     * Adds a view of a page.
     *
     * @return the position of its count in {@link #counts}
     */
    int add(String page, boolean isErrorView) {
        int position = positionOf(page);
        views[2 * position]++;
        views[2 * position + 1] += isErrorView ? 1 : 0;
        return position;
    }

    /** Number of counts. */
    int size() {
        return size;
    }

    /** The counts, in the order in which the pages were first added. */
    List<PageCount> counts() {
        List<PageCount> counts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            counts.add(new PageCount(pages[i], views[2 * i], views[2 * i + 1]));
        }
        return counts;
    }

    /** The position of a page, which is a new one when the page is not found. */
    private int positionOf(String page) {
        if (size <= FEW) {
            for (int position = 0; position < size; position++) {
                if (pages[position].equals(page)) {
                    return position;
                }
            }
        }
        if (size == pages.length) {
            grow();
        }
        if (places.length == 0) {
            pages[size] = page;
            return size++;
        }
        int place = placeOf(page);
        if (place >= 0 && places[place] != 0) {
            return places[place] - 1;
        }
        pages[size++] = page;
        if (place >= 0) {
            places[place] = size;
        }
        return size - 1;
    }

    /** The place of a page, or the free one for it; -1 where neither is found. */
    private int placeOf(String page) {
        int last = places.length - 1;
        int place = (page.hashCode() * MIX) >>> (Integer.numberOfLeadingZeros(places.length) + 1);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (places[place] == 0 || pages[places[place] - 1].equals(page)) {
                return place;
            }
            place = (place + 1) & last;
        }
        return -1;
    }

    private void grow() {
        int capacity = 2 * size;
        pages = Arrays.copyOf(pages, capacity);
        views = Arrays.copyOf(views, 2 * capacity);
        if (capacity <= FEW) {
            return;
        }
        places = new int[2 * capacity];
        for (int position = 0; position < size; position++) {
            int place = placeOf(pages[position]);
            if (place >= 0 && places[place] == 0) {
                places[place] = position + 1;
            }
        }
    }
}
