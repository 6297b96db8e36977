package io.convergence.core.slo.report;

import io.convergence.core.slo.match.BadBy;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.window.Cell;
import io.convergence.core.slo.window.HourBurn;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a span holds so far. Minutes are added in order and when they are final, so the same events give the same tally,
 * also where a dimension has more values than are kept. Mutable, not thread-safe.
 */
public final class ReportCounts {
    private final long start;
    private final long end;
    private Cell cell;
    private long events;
    private long badEvents;
    private long breachMinutes;
    private long observedMinutes;
    private HourBurn worst;
    private final BadBy badBy;

    /** A tally of a span without an event. */
    public ReportCounts(long start, long end) {
        this(start, end, Cell.EMPTY, 0, 0, 0, 0, new HourBurn(0, 0, 0), new BadBy());
    }

    /** A tally as it was remembered. */
    public ReportCounts(
            long start,
            long end,
            Cell cell,
            long events,
            long badEvents,
            long observedMinutes,
            long breachMinutes,
            HourBurn worst,
            BadBy badBy) {
        this.start = start;
        this.end = end;
        this.cell = cell;
        this.events = events;
        this.badEvents = badEvents;
        this.observedMinutes = observedMinutes;
        this.breachMinutes = breachMinutes;
        this.worst = worst;
        this.badBy = badBy;
    }

    /** Adds what a slice counts as. */
    public void add(Cell slice) {
        cell = cell.plus(slice);
    }

    /**
     * Adds the events of a minute.
     *
     * @param breach whether the minute's own ratio of good events was below the target
     * @param bound how many values a dimension keeps at most
     */
    public void addMinute(EventCounts minute, boolean breach, int bound) {
        events += minute.total();
        badEvents += minute.bad();
        observedMinutes++;
        breachMinutes += breach ? 1 : 0;
        admit(minute.badBy(), bound);
    }

    /** Looks at the hour before a boundary of the span; the first of the worst is kept. */
    public void look(HourBurn hour) {
        if (hour.total() > 0 && (worst.total() == 0 || isHigher(hour, worst))) {
            worst = hour;
        }
    }

    /** Adds a tally of a span within this one, later than those before it. */
    public void merge(ReportCounts part, int bound) {
        cell = cell.plus(part.cell);
        events += part.events;
        badEvents += part.badEvents;
        observedMinutes += part.observedMinutes;
        breachMinutes += part.breachMinutes;
        look(part.worst);
        admit(part.badBy, bound);
    }

    /** Start of the span, inclusive, epoch milliseconds. */
    public long start() {
        return start;
    }

    /** End of the span, exclusive. */
    public long end() {
        return end;
    }

    /** What the span's slices count as. */
    public Cell cell() {
        return cell;
    }

    /** Events. */
    public long events() {
        return events;
    }

    /** Bad events. */
    public long badEvents() {
        return badEvents;
    }

    /** Minutes with an event. */
    public long observedMinutes() {
        return observedMinutes;
    }

    /** Minutes whose own ratio of good events was below the target. */
    public long breachMinutes() {
        return breachMinutes;
    }

    /** The hour with the highest ratio of bad ones; its total is 0 when there was none. */
    public HourBurn worst() {
        return worst;
    }

    /** Bad events by what they have in common. */
    public BadBy badBy() {
        return badBy;
    }

    private static boolean isHigher(HourBurn hour, HourBurn than) {
        // Products of counts of an hour; those of billionths of slices may be beyond a long.
        return BigInteger.valueOf(hour.bad())
                        .multiply(BigInteger.valueOf(than.total()))
                        .compareTo(BigInteger.valueOf(than.bad()).multiply(BigInteger.valueOf(hour.total())))
                > 0;
    }

    private void admit(BadBy part, int bound) {
        admit(part.pages(), badBy.pages(), bound);
        admit(part.hosts(), badBy.hosts(), bound);
        admit(part.browsers(), badBy.browsers(), bound);
    }

    /** Values beyond the bound share one name; of those that come together, the ones with the most are kept. */
    private static void admit(Map<String, Long> part, Map<String, Long> into, int bound) {
        if (into.size() + part.size() <= bound) {
            part.forEach((value, bad) -> into.merge(value, bad, Long::sum));
            return;
        }
        List<Map.Entry<String, Long>> most = part.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (Map.Entry<String, Long> entry : most) {
            boolean kept = into.containsKey(entry.getKey()) || into.size() < bound;
            into.merge(kept ? entry.getKey() : BadBy.OTHER, entry.getValue(), Long::sum);
        }
    }
}
