package io.convergence.core.slo.match;

/** Good and bad events, and what the bad ones have in common. Mutable, not thread-safe. */
public final class EventCounts {
    private long good;
    private long bad;
    private final BadBy badBy;

    /** No event. */
    public EventCounts() {
        this(0, 0, new BadBy());
    }

    /** Events as they were remembered. */
    public EventCounts(long good, long bad, BadBy badBy) {
        this.good = good;
        this.bad = bad;
        this.badBy = badBy;
    }

    /** Adds a good event. */
    public void addGood() {
        good++;
    }

    /** Adds a bad event. */
    public void addBad(String page, String host, String browser) {
        bad++;
        badBy.add(page, host, browser);
    }

    /** Adds what another one holds. */
    public void merge(EventCounts other) {
        good += other.good;
        bad += other.bad;
        badBy.merge(other.badBy);
    }

    /** Good events. */
    public long good() {
        return good;
    }

    /** Bad events. */
    public long bad() {
        return bad;
    }

    /** All events. */
    public long total() {
        return good + bad;
    }

    /** The bad events by what they have in common. */
    public BadBy badBy() {
        return badBy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventCounts that && good == that.good && bad == that.bad && badBy.equals(that.badBy);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(good) + Long.hashCode(bad)) + badBy.hashCode();
    }
}
