package io.convergence.core.slo.match;

import java.util.Map;
import java.util.TreeMap;

/**
 * Bad events by page, host and browser; each of the three sums to all bad events. Mutable, not thread-safe.
 */
public final class BadBy {
    /** Stands for the value of an event that has none, and of values beyond a bound. */
    public static final String OTHER = "(other)";

    private final Map<String, Long> pages;
    private final Map<String, Long> hosts;
    private final Map<String, Long> browsers;

    /** No bad event. */
    public BadBy() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** Bad events as they were remembered; the maps are sorted and become this one's own. */
    public BadBy(Map<String, Long> pages, Map<String, Long> hosts, Map<String, Long> browsers) {
        this.pages = pages;
        this.hosts = hosts;
        this.browsers = browsers;
    }

    /** Adds a bad event. */
    public void add(String page, String host, String browser) {
        pages.merge(page, 1L, Long::sum);
        hosts.merge(host, 1L, Long::sum);
        browsers.merge(browser, 1L, Long::sum);
    }

    /** Adds what another one holds. */
    public void merge(BadBy other) {
        other.pages.forEach((value, bad) -> pages.merge(value, bad, Long::sum));
        other.hosts.forEach((value, bad) -> hosts.merge(value, bad, Long::sum));
        other.browsers.forEach((value, bad) -> browsers.merge(value, bad, Long::sum));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return hosts.isEmpty();
    }

    /** By page, ascending. */
    public Map<String, Long> pages() {
        return pages;
    }

    /** By host, ascending. */
    public Map<String, Long> hosts() {
        return hosts;
    }

    /** By browser, ascending. */
    public Map<String, Long> browsers() {
        return browsers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BadBy that
                && pages.equals(that.pages)
                && hosts.equals(that.hosts)
                && browsers.equals(that.browsers);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * pages.hashCode() + hosts.hashCode()) + browsers.hashCode();
    }
}
