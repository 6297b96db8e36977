package io.convergence.core.session;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as the timeline contains it.
 *
 * @param event the event
 * @param id id of the row: of the event, or of the view or vital that it reports
 * @param receivedAt receive time of the first report, epoch milliseconds
 * @param revision 1, and one more with each restatement
 * @param fingerprint group of the error, or null
 */
public record TimelineRow(
        RumEvent event,
        String id,
        long receivedAt,
        long revision,
        @Nullable String fingerprint) {
    /**
     * Whether an event has a row. Resources that are fast and did not fail have none.
     *
     * @param resourceMinMillis shortest duration of a resource with a row
     */
    public static boolean contains(RumEvent event, double resourceMinMillis) {
        if (event.type() != EventType.RESOURCE || event.isFailedResource()) {
            return true;
        }
        Double millis = event.value();
        return millis != null && millis >= resourceMinMillis;
    }
}
