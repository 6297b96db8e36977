package io.convergence.core.slo.match;

import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of bad events by page, by host and by browser. Each of the three sums to all bad events and is bounded, see
 * {@link FrequentValues}. Mutable, not thread-safe.
 */
public final class BadEventAttribution {
    /** Value of events that lack the dimension, and of values that are not among the most frequent ones. */
    public static final String OTHER = "(other)";

    /** Frequent values that a dimension of one minute keeps when it has more than twice as many. */
    private static final int KEPT_VALUES = 256;

    private final Map<String, Long> pages;
    private final Map<String, Long> hosts;
    private final Map<String, Long> browsers;

    /** An attribution without bad events. */
    public BadEventAttribution() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** An attribution with stored counts; the maps must be sorted and are not copied. */
    public BadEventAttribution(Map<String, Long> pages, Map<String, Long> hosts, Map<String, Long> browsers) {
        this.pages = pages;
        this.hosts = hosts;
        this.browsers = browsers;
    }

    /** Adds a bad event. */
    public void add(String page, String host, String browser) {
        FrequentValues.add(pages, page, 1, KEPT_VALUES);
        FrequentValues.add(hosts, host, 1, KEPT_VALUES);
        FrequentValues.add(browsers, browser, 1, KEPT_VALUES);
    }

    /** Adds the bad events of another attribution. */
    public void merge(BadEventAttribution other) {
        merge(other, KEPT_VALUES);
    }

    /**
     * Adds the bad events of another attribution.
     *
     * @param kept number of frequent values that a dimension keeps when it has more than twice as many
     */
    public void merge(BadEventAttribution other, int kept) {
        FrequentValues.merge(pages, other.pages, kept);
        FrequentValues.merge(hosts, other.hosts, kept);
        FrequentValues.merge(browsers, other.browsers, kept);
    }

    /** Whether there are no bad events. */
    public boolean isEmpty() {
        return hosts.isEmpty();
    }

    /** Bad events by page, in ascending order of pages. */
    public Map<String, Long> pages() {
        return pages;
    }

    /** Bad events by host, in ascending order of hosts. */
    public Map<String, Long> hosts() {
        return hosts;
    }

    /** Bad events by browser, in ascending order of browsers. */
    public Map<String, Long> browsers() {
        return browsers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BadEventAttribution that
                && pages.equals(that.pages)
                && hosts.equals(that.hosts)
                && browsers.equals(that.browsers);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * pages.hashCode() + hosts.hashCode()) + browsers.hashCode();
    }
}
