package io.convergence.core.slo.report;

import io.convergence.core.slo.match.BadEventAttribution;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.HourBurn;
import java.math.BigInteger;

/**
 * Running counts of an open report. Minutes are added in order and only once they are final, so that the same events
 * give the same report even when a dimension has more values than are kept. Mutable, not thread-safe.
 */
public final class ReportCounts {
    private final long start;
    private final long end;
    private BucketCounts slices;
    private long events;
    private long badEvents;
    private long breachMinutes;
    private long observedMinutes;
    private HourBurn worst;
    private final BadEventAttribution attribution;

    /**
     * Counts of a span without any event.
     *
     * @param start start of the span, inclusive, epoch milliseconds
     * @param end end of the span, exclusive
     */
    public ReportCounts(long start, long end) {
        this(start, end, BucketCounts.EMPTY, 0, 0, 0, 0, new HourBurn(0, 0, 0), new BadEventAttribution());
    }

    /** Counts with stored values; the attribution is not copied. */
    public ReportCounts(
            long start,
            long end,
            BucketCounts slices,
            long events,
            long badEvents,
            long observedMinutes,
            long breachMinutes,
            HourBurn worst,
            BadEventAttribution attribution) {
        this.start = start;
        this.end = end;
        this.slices = slices;
        this.events = events;
        this.badEvents = badEvents;
        this.observedMinutes = observedMinutes;
        this.breachMinutes = breachMinutes;
        this.worst = worst;
        this.attribution = attribution;
    }

    /** Adds the counts of a slice. */
    public void add(BucketCounts slice) {
        slices = slices.plus(slice);
    }

    /**
     * Adds the events of a minute.
     *
     * @param minute events of the minute, at least one
     * @param breach whether the minute's own ratio of good events is below the target
     * @param maxValues number of frequent values that a dimension of the attribution keeps
     */
    public void addMinute(EventCounts minute, boolean breach, int maxValues) {
        events += minute.total();
        badEvents += minute.bad();
        observedMinutes++;
        breachMinutes += breach ? 1 : 0;
        attribution.merge(minute.attribution(), maxValues);
    }

    /** Replaces the worst hour if another one has a higher ratio of bad units. Of equal ones the first is kept. */
    public void updateWorstHour(HourBurn hour) {
        if (hour.total() > 0 && (worst.total() == 0 || isWorse(hour, worst))) {
            worst = hour;
        }
    }

    /** Adds the counts of a part of this span. Parts must be added in the order of time. */
    public void merge(ReportCounts part, int maxValues) {
        slices = slices.plus(part.slices);
        events += part.events;
        badEvents += part.badEvents;
        observedMinutes += part.observedMinutes;
        breachMinutes += part.breachMinutes;
        updateWorstHour(part.worst);
        attribution.merge(part.attribution, maxValues);
    }

    /** Start of the span, inclusive, epoch milliseconds. */
    public long start() {
        return start;
    }

    /** End of the span, exclusive, epoch milliseconds. */
    public long end() {
        return end;
    }

    /** Counts of the span's slices in the unit of the budgeting method. */
    public BucketCounts slices() {
        return slices;
    }

    /** Number of events. */
    public long events() {
        return events;
    }

    /** Number of bad events. */
    public long badEvents() {
        return badEvents;
    }

    /** Number of minutes with an event. */
    public long observedMinutes() {
        return observedMinutes;
    }

    /** Number of minutes whose own ratio of good events was below the target. */
    public long breachMinutes() {
        return breachMinutes;
    }

    /** The hour with the highest ratio of bad units; its total is 0 when no hour had any. */
    public HourBurn worst() {
        return worst;
    }

    /** Bad events by page, host and browser. */
    public BadEventAttribution attribution() {
        return attribution;
    }

    private static boolean isWorse(HourBurn hour, HourBurn than) {
        // Counts of an hour may be billionths of slices, and a product of two such counts can exceed a long.
        return BigInteger.valueOf(hour.bad())
                        .multiply(BigInteger.valueOf(than.total()))
                        .compareTo(BigInteger.valueOf(than.bad()).multiply(BigInteger.valueOf(hour.total())))
                > 0;
    }
}
