package io.convergence.core.session;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rollup.Dimensions;
import io.convergence.core.rollup.Measurement;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event changes in minutes and in the row that it shares with other reports. A vital counts in the minute of its
 * first report: a later report takes the earlier value out of it and puts its own in.
 *
 * @param settleMillis how long after the first report of a vital others can change it
 */
public record ReportRule(long settleMillis) implements Serializable {
    private static final long MINUTE_MILLIS = 60_000;

    /**
     * The effect of a report.
     *
     * @param row the shared row after the report; null when the event shares none, or the report changes nothing
     * @param measurements additions and removals, in this order
     * @param isLate whether a vital has settled, so that the report changes nothing
     */
    public record Effect(@Nullable RepeatedRow row, List<Measurement> measurements, boolean isLate) {
        private static final Effect NONE = new Effect(null, List.of(), false);
        private static final Effect LATE = new Effect(null, List.of(), true);

        public Effect {
            measurements = List.copyOf(measurements);
        }
    }

    /** The effect of an event that shares no row with others. */
    public Effect single(RumEvent event) {
        return new Effect(null, Dimensions.of(event, minute(event.receivedAt()), true), false);
    }

    /**
     * The effect of an event that shares a row.
     *
     * @param stored the row, or null when this is the first report
     * @param sessionStart start of the current session, epoch milliseconds
     */
    public Effect report(@Nullable RepeatedRow stored, RumEvent event, long sessionStart) {
        if (stored == null || hasExpired(stored, event.receivedAt(), sessionStart)) {
            List<Measurement> measurements = Dimensions.of(event, minute(event.receivedAt()), true);
            return new Effect(RepeatedRow.first(event, sessionStart, vital(event, measurements)), measurements, false);
        }
        if (event.type() == EventType.VITAL && event.receivedAt() - stored.firstAt() >= settleMillis) {
            return Effect.LATE;
        }
        return stored.isReplacedBy(event) ? replacement(stored, event) : Effect.NONE;
    }

    /** Whether the row of an earlier session can be forgotten at a time: that of a vital which has settled, or any view's. */
    public boolean hasExpired(RepeatedRow row, long at, long sessionStart) {
        return row.sessionStart() != sessionStart && (row.counted() == null || at - row.firstAt() >= settleMillis);
    }

    /** The time at which a vital settles, epoch milliseconds. */
    public long settlesAt(RepeatedRow row) {
        return row.firstAt() + settleMillis;
    }

    private static Effect replacement(RepeatedRow stored, RumEvent event) {
        List<Measurement> measurements = new ArrayList<>();
        if (stored.counted() != null) {
            measurements.add(stored.counted().removed());
        }
        List<Measurement> added = Dimensions.of(event, minute(stored.firstAt()), false);
        measurements.addAll(added);
        return new Effect(stored.replaced(event, vital(event, added)), measurements, false);
    }

    private static @Nullable Measurement vital(RumEvent event, List<Measurement> measurements) {
        return event.type() == EventType.VITAL && !measurements.isEmpty() ? measurements.get(0) : null;
    }

    private static long minute(long at) {
        return Math.floorDiv(at, MINUTE_MILLIS) * MINUTE_MILLIS;
    }
}
