package io.convergence.gateway.datakit;

import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.gateway.event.ClientNames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Labels that points of every measurement have: of the app, the session, the client and the user. The points of a body repeat
 * them, so they are normalised once for points with equal values that follow each other. Not thread-safe.
 */
final class PointLabels {
    /** Labels whose values are those of points, by the key in points. */
    private static final String[][] NAMES = {
        {"sdk_name", "sdk"},
        {"sdk_version", "sdk_version"},
        {"env", "env"},
        {"service", "service"},
        {"version", "version"},
        {"os_version_major", "os_major"},
        {"browser_version_major", "browser_major"},
        {"session_type", "session_type"},
        {"trace_id", "trace_id"},
        {"span_id", "span_id"}
    };

    private static final int SYSTEM = NAMES.length;
    private static final int BROWSER = SYSTEM + 1;
    private static final int CONNECTION = BROWSER + 1;
    private static final int USER = CONNECTION + 1;

    private @Nullable String[] values = new @Nullable String[USER + 1];
    private EventDraft labelled = new EventDraft(EventType.VIEW);

    /**
     * Adds the labels of a point to an event without labels.
     *
     * @param user label of the user, or null
     */
    void addTo(EventDraft draft, CheckedPoint point, @Nullable String user) {
        @Nullable String[] own = new @Nullable String[values.length];
        for (int i = 0; i < NAMES.length; i++) {
            own[i] = point.text(NAMES[i][0]);
        }
        own[SYSTEM] = point.text("os");
        own[BROWSER] = point.text("browser");
        own[CONNECTION] = point.text("network_type");
        own[USER] = user;
        if (!Arrays.equals(own, values)) {
            values = own;
            labelled = labelled(own);
        }
        draft.labelsOf(labelled);
    }

    private static EventDraft labelled(@Nullable String[] values) {
        EventDraft draft = new EventDraft(EventType.VIEW);
        for (int i = 0; i < NAMES.length; i++) {
            draft.label(NAMES[i][1], values[i]);
        }
        return draft.label("os", ClientNames.system(values[SYSTEM]))
                .label("device", ClientNames.device(values[SYSTEM]))
                .label("browser", ClientNames.browser(values[BROWSER]))
                .label("connection", ClientNames.connection(values[CONNECTION]))
                .label("user", values[USER]);
    }
}
