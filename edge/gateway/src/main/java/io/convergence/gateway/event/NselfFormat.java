package io.convergence.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.core.host.HostName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ingest of nself: sessions, vitals and breadcrumbs, each under a path of its own. Thread-safe. */
public final class NselfFormat implements WireFormat {
    private static final Set<String> COMMON =
            Set.of("session_id", "view_id", "consent", "host", "page", "at", "user_id", "environment", "release");
    private static final Set<String> VITAL = Set.of("name", "value", "id", "rating", "delta", "navigation_type");
    private static final Set<String> BREADCRUMB =
            Set.of("type", "message", "at", "level", "data", "trace_id", "span_id");

    private final EventType type;
    private final String list;

    private NselfFormat(EventType type, String list) {
        this.type = type;
        this.list = list;
    }

    /** The reader of sessions. */
    public static NselfFormat sessions() {
        return new NselfFormat(EventType.SESSION, "");
    }

    /** The reader of vitals. */
    public static NselfFormat vitals() {
        return new NselfFormat(EventType.VITAL, "vitals");
    }

    /** The reader of breadcrumbs. */
    public static NselfFormat breadcrumbs() {
        return new NselfFormat(EventType.BREADCRUMB, "breadcrumbs");
    }

    @Override
    public List<EventBatch> read(byte[] body, WireRequest request) throws RefusedEventsException {
        Set<String> known = new HashSet<>(COMMON);
        if (!list.isEmpty()) {
            known.add(list);
        }
        JsonNode object = StrictFields.object(EventJson.strict(body), known);
        Boolean consent = StrictFields.flag(object, "consent");
        String host = StrictFields.text(object, "host");
        String normalised = host == null ? null : HostName.normalise(host);
        EventDraft common = new EventDraft(type)
                .session(StrictFields.text(object, "session_id"))
                .view(StrictFields.text(object, "view_id"))
                .host(normalised)
                .page(StrictFields.text(object, "page"))
                .label("env", StrictFields.text(object, "environment"))
                .label("version", StrictFields.text(object, "release"))
                .label("user", request.user(request.tokenDsn(), StrictFields.text(object, "user_id")));
        Long at = StrictFields.millis(object, "at");
        if (at != null) {
            common.at(at);
        }
        List<EventDraft> drafts = list.isEmpty() ? List.of(common) : items(object, common);
        boolean isValid = host == null || normalised != null;
        return List.of(new EventBatch(
                request.tokenDsn(),
                isValid ? drafts : List.of(),
                isValid ? 0 : drafts.size(),
                Boolean.TRUE.equals(consent),
                null));
    }

    private List<EventDraft> items(JsonNode object, EventDraft common) throws RefusedEventsException {
        List<EventDraft> drafts = new ArrayList<>();
        JsonNode items = StrictFields.array(object, list);
        StrictFields.require(!items.isEmpty());
        for (JsonNode item : items) {
            EventDraft draft = common.beside(type);
            if (type == EventType.VITAL) {
                addVital(draft, StrictFields.object(item, VITAL));
            } else {
                addBreadcrumb(draft, StrictFields.object(item, BREADCRUMB));
            }
            drafts.add(draft);
        }
        return drafts;
    }

    private static void addVital(EventDraft draft, JsonNode vital) throws RefusedEventsException {
        String name = StrictFields.text(vital, "name");
        StrictFields.text(vital, "rating");
        draft.name(name == null ? null : name.toLowerCase(Locale.ROOT))
                .value(StrictFields.number(vital, "value"))
                .measure("delta", StrictFields.number(vital, "delta"))
                .label("metric_id", StrictFields.text(vital, "id"))
                .label("navigation_type", StrictFields.text(vital, "navigation_type"));
    }

    private static void addBreadcrumb(EventDraft draft, JsonNode breadcrumb) throws RefusedEventsException {
        Long at = StrictFields.millis(breadcrumb, "at");
        if (at != null) {
            draft.at(at);
        }
        draft.name(StrictFields.text(breadcrumb, "type"))
                .label("message", StrictFields.text(breadcrumb, "message"))
                .label("level", StrictFields.text(breadcrumb, "level"))
                .label("trace_id", StrictFields.text(breadcrumb, "trace_id"))
                .label("span_id", StrictFields.text(breadcrumb, "span_id"));
    }
}
