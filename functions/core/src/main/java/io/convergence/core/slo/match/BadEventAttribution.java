package io.convergence.core.slo.match;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of bad events by page, by host and by browser. Each of the three sums to all bad events and is bounded, see
 * {@link FrequentValues}. Mutable, not thread-safe.
 */
public final class BadEventAttribution {
    /** Value of events that lack the dimension, and of values that are not among the most frequent ones. */
    public static final String OTHER = "(other)";

    /** Frequent values that a dimension of one minute keeps when it has more than twice as many. */
    private static final int KEPT_VALUES = 256;

    private final FrequentValues pages;
    private final FrequentValues hosts;
    private final FrequentValues browsers;

    /** An attribution without bad events. */
    public BadEventAttribution() {
        this(new FrequentValues(), new FrequentValues(), new FrequentValues());
    }

    /** An attribution with stored numbers, which are not copied. */
    public BadEventAttribution(FrequentValues pages, FrequentValues hosts, FrequentValues browsers) {
        this.pages = pages;
        this.hosts = hosts;
        this.browsers = browsers;
    }

    /** Adds a bad event. */
    public void add(String page, String host, String browser) {
        pages.add(page, 1, KEPT_VALUES);
        hosts.add(host, 1, KEPT_VALUES);
        browsers.add(browser, 1, KEPT_VALUES);
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
        pages.merge(other.pages, kept);
        hosts.merge(other.hosts, kept);
        browsers.merge(other.browsers, kept);
    }

    /** Whether there are no bad events. */
    public boolean isEmpty() {
        return hosts.size() == 0;
    }

    /** Bad events by page. */
    public FrequentValues pages() {
        return pages;
    }

    /** Bad events by host. */
    public FrequentValues hosts() {
        return hosts;
    }

    /** Bad events by browser. */
    public FrequentValues browsers() {
        return browsers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
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
