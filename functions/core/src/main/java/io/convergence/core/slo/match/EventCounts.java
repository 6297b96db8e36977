package io.convergence.core.slo.match;

/** Numbers of good and bad events, with the attribution of the bad ones. Mutable, not thread-safe. */
public final class EventCounts {
    private long good;
    private long bad;
    private final BadEventAttribution attribution;

    /** Counts of no event. */
    public EventCounts() {
        this(0, 0, new BadEventAttribution());
    }

    /** Counts with stored values; the attribution is not copied. */
    public EventCounts(long good, long bad, BadEventAttribution attribution) {
        this.good = good;
        this.bad = bad;
        this.attribution = attribution;
    }

    /** Adds a good event. */
    public void addGood() {
        good++;
    }

    /** Adds a bad event. */
    public void addBad(String page, String host, String browser) {
        bad++;
        attribution.add(page, host, browser);
    }

    /** Adds other counts. */
    public void merge(EventCounts other) {
        good += other.good;
        bad += other.bad;
        attribution.merge(other.attribution);
    }

    /** Number of good events. */
    public long good() {
        return good;
    }

    /** Number of bad events. */
    public long bad() {
        return bad;
    }

    /** Number of all events. */
    public long total() {
        return good + bad;
    }

    /** The bad events by page, host and browser. */
    public BadEventAttribution attribution() {
        return attribution;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventCounts that
                && good == that.good
                && bad == that.bad
                && attribution.equals(that.attribution);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(good) + Long.hashCode(bad)) + attribution.hashCode();
    }
}
