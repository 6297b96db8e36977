package io.convergence.core.session;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rollup.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a view or a vital that is reported again while it changes. It has one row, which is restated.
 *
 * @param sessionStart start of the session of the first report, epoch milliseconds
 * @param firstAt receive time of the first report, epoch milliseconds; part of the row's key
 * @param changes number of reports that became the row's content
 * @param revision revision that the client stated in the current report, or 0
 * @param at client time of the current report, epoch milliseconds
 * @param counted measurement of the current report that is part of a minute, or null
 */
public record RepeatedRow(
        long sessionStart,
        long firstAt,
        long changes,
        long revision,
        long at,
        @Nullable Measurement counted) {

    /** The row of a first report. */
    public static RepeatedRow first(RumEvent event, long sessionStart, @Nullable Measurement counted) {
        return new RepeatedRow(sessionStart, event.receivedAt(), 1, revision(event), event.at(), counted);
    }

    /**
     * The id of the row that the reports of an event share, or null when the event has a row of its own: by view, or for
     * a vital without a view by the id of the metric.
     */
    public static @Nullable String idOf(RumEvent event) {
        if (event.type() == EventType.VIEW) {
            return event.view() == null ? null : "view:" + event.view();
        }
        if (event.type() != EventType.VITAL) {
            return null;
        }
        String vital = event.view() == null ? event.labels().get("metric_id") : event.view();
        return vital == null ? null : "vital:" + vital + ':' + event.name();
    }

    /** Whether a report replaces the current one: it has the higher revision, then the later time, then it came later. */
    public boolean isReplacedBy(RumEvent event) {
        int order = Long.compare(revision(event), revision);
        return order == 0 ? event.at() >= at : order > 0;
    }

    /** The row after another report. */
    public RepeatedRow replaced(RumEvent event, @Nullable Measurement nowCounted) {
        return new RepeatedRow(sessionStart, firstAt, changes + 1, revision(event), event.at(), nowCounted);
    }

    private static long revision(RumEvent event) {
        return event.measures().getOrDefault("revision", 0.0).longValue();
    }
}
