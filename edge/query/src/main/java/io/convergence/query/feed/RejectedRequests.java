package io.convergence.query.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Numbers of refused requests of one tenant by minute, plane and reason, for 24 hours. Thread-safe. */
public final class RejectedRequests {
    /** How long counts are remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final int MOST_LABELS = 100;

    private final NavigableMap<Long, NavigableMap<Label, Long>> byMinute = new TreeMap<>();

    RejectedRequests() {}

    /** What a number is about. */
    private record Label(String plane, String reason) implements Comparable<Label> {
        @Override
        public int compareTo(Label other) {
            int order = plane.compareTo(other.plane);
            return order == 0 ? reason.compareTo(other.reason) : order;
        }
    }

    /** Takes the numbers of a span. */
    public interface Visitor {
        /**
         * Takes one number.
         *
         * @param minute start of the minute, epoch seconds
         * @param plane {@code rum} or {@code synthetic}
         * @param reason reason of the refusals
         */
        void visit(long minute, String plane, String reason, long count);
    }

    /** Visits every number of the minutes that begin in a span, in their order. */
    public synchronized void each(Instant from, Instant to, Visitor visitor) {
        long first = from.getEpochSecond() + (from.getNano() > 0 ? 1 : 0);
        long end = to.getEpochSecond() + (to.getNano() > 0 ? 1 : 0);
        if (first < end) {
            byMinute.subMap(first, end)
                    .forEach((minute, counts) -> counts.forEach(
                            (label, count) -> visitor.visit(minute, label.plane(), label.reason(), count)));
        }
    }

    synchronized void add(Instant at, String plane, String reason, long count) {
        long minute = Math.floorDiv(at.getEpochSecond(), 60) * 60;
        NavigableMap<Label, Long> counts = byMinute.computeIfAbsent(minute, start -> new TreeMap<>());
        Label label = new Label(plane, reason);
        if (counts.size() < MOST_LABELS || counts.containsKey(label)) {
            counts.merge(label, count, Long::sum);
        }
        byMinute.headMap(byMinute.lastKey() - KEPT.toSeconds()).clear();
    }
}
