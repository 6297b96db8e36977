package io.convergence.core.event;

import io.convergence.core.ingest.SharedFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of the second plane, as {@code rum.events} contains it: redacted, and independent of the wire format that
 * it was sent in.
 *
 * @param id identifies the event; equal for an event that is sent again on the same UTC day
 * @param tenant owner of the app
 * @param app application within the tenant
 * @param type type of the event
 * @param receivedAt receive time of the server in epoch milliseconds; the event time
 * @param at time of the client in epoch milliseconds, brought near the receive time; orders what is shown
 * @param session session, or null
 * @param view view within the session, or null
 * @param host normalised host, or null for an app without one
 * @param page redacted page, or null
 * @param name name within the type, or null
 * @param value main number of the type, or null
 * @param measures further numbers by name, in the order of the names
 * @param labels texts of closed sets, alphabets and redaction by name, in the order of the names
 * @param tags scrubbed texts under the names that the site chose, in the order of the names
 */
public record RumEvent(
        String id,
        String tenant,
        String app,
        EventType type,
        long receivedAt,
        long at,
        @Nullable String session,
        @Nullable String view,
        @Nullable String host,
        @Nullable String page,
        @Nullable String name,
        @Nullable Double value,
        Map<String, Double> measures,
        Map<String, String> labels,
        Map<String, String> tags) {

    /** The only version of the format. */
    public static final int VERSION = SharedFields.CURRENT_VERSION;

    /** Largest size of a record in bytes. */
    public static final int MAX_BYTES = 65_536;

    /** Largest number of tags. */
    public static final int MAX_TAGS = 16;

    /** Name of the metric by which single-page apps report page views. */
    private static final String PAGE_VIEW = "page_view";

    /** Lowest status of HTTP that is an error: RFC 9110, section 15.5. */
    private static final double FAILED_STATUS = 400;

    public RumEvent {
        measures = FieldMap.copyOf(measures);
        labels = FieldMap.copyOf(labels);
        tags = FieldMap.copyOf(tags);
    }

    /** The key of the record: tenant and session, or tenant and id for an event without a session. */
    public String recordKey() {
        return tenant + '|' + (session == null ? id : session);
    }

    /** Whether the event is a page view that a single-page app reports, a metric named {@code page_view}. */
    public boolean isPageView() {
        return type == EventType.METRIC && PAGE_VIEW.equals(name);
    }

    /** Whether the event is a resource that has no answer (status 0) or one from 400. */
    public boolean isFailedResource() {
        Double status = measures.get("status");
        return type == EventType.RESOURCE && status != null && (status == 0 || status >= FAILED_STATUS);
    }

    /** The same event with another id and other times, in epoch milliseconds. */
    public RumEvent with(String newId, long newReceivedAt, long newAt) {
        return new RumEvent(
                newId,
                tenant,
                app,
                type,
                newReceivedAt,
                newAt,
                session,
                view,
                host,
                page,
                name,
                value,
                measures,
                labels,
                tags);
    }

    /** The same event with other labels. */
    public RumEvent withLabels(Map<String, String> newLabels) {
        return new RumEvent(
                id,
                tenant,
                app,
                type,
                receivedAt,
                at,
                session,
                view,
                host,
                page,
                name,
                value,
                measures,
                newLabels,
                tags);
    }
}
