package io.convergence.gateway.datadog;

import static io.convergence.gateway.event.EventJson.number;
import static io.convergence.gateway.event.EventJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.core.host.HostName;
import io.convergence.gateway.event.ClientNames;
import io.convergence.gateway.event.EventJson;
import io.convergence.gateway.event.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of Datadog's events. Fields that are not named here are dropped: users, contexts, referrers, feature flags and
 * selectors among them. Durations are nanoseconds there and milliseconds here.
 */
final class DatadogEvents {
    private static final double NANOS = 1_000_000;
    private static final Set<String> DEVICES = Set.of("desktop", "mobile", "tablet", "bot");

    private static final Map<String, String> VIEW_COUNTS = Map.of(
            "action", "actions",
            "error", "errors",
            "long_task", "long_tasks",
            "resource", "resources");

    private static final Map<String, String> VIEW_TIMES = Map.of(
            "loading_time", "loading_ms",
            "load_event", "load_ms",
            "dom_interactive", "dom_interactive_ms",
            "dom_content_loaded", "dom_content_loaded_ms",
            "dom_complete", "dom_complete_ms");

    private static final Map<String, String> VITALS = Map.of(
            "first_contentful_paint", "fcp",
            "largest_contentful_paint", "lcp",
            "cumulative_layout_shift", "cls",
            "first_input_delay", "fid",
            "interaction_to_next_paint", "inp",
            "first_byte", "ttfb");

    private DatadogEvents() {}

    /**
     * The events of an object: one, and the vitals of a view beside it; none of a type that is not taken.
     *
     * @param tags tags of the request
     */
    static List<EventDraft> of(JsonNode object, Map<String, String> tags, WireRequest request) {
        String kind = text(object, "type");
        EventType type = kind == null ? null : type(kind);
        if (type == null) {
            return List.of();
        }
        EventDraft draft = new EventDraft(type);
        addShared(draft, object, tags, request);
        JsonNode part = object.path(kind == null ? "" : kind);
        switch (type) {
            case VIEW -> addView(draft, object);
            case ACTION -> addAction(draft, part);
            case ERROR -> DatadogErrors.add(draft, object, request.tokenDsn());
            case RESOURCE -> DatadogResources.add(draft, part, object.path("_dd"));
            case LONG_TASK -> addLongTask(draft, part);
            default ->
                draft.name("vital".equals(kind) ? text(part, "name") : "telemetry")
                        .value("vital".equals(kind) ? millis(part, "duration") : (Double) 1.0);
        }
        List<EventDraft> drafts = new ArrayList<>(List.of(draft));
        if (type == EventType.VIEW) {
            addVitals(drafts, draft, object);
        }
        return drafts;
    }

    private static @Nullable EventType type(String kind) {
        return switch (kind) {
            case "view", "view_update" -> EventType.VIEW;
            case "action" -> EventType.ACTION;
            case "error" -> EventType.ERROR;
            case "resource" -> EventType.RESOURCE;
            case "long_task" -> EventType.LONG_TASK;
            case "vital", "telemetry" -> EventType.METRIC;
            default -> null;
        };
    }

    private static void addShared(EventDraft draft, JsonNode object, Map<String, String> tags, WireRequest request) {
        Dsn dsn = request.tokenDsn();
        JsonNode view = object.path("view");
        String address = text(view, "url");
        String url = address == null || address.isBlank() ? null : address;
        Long at = EventJson.millis(object, "date");
        if (at != null) {
            draft.at(at);
        }
        draft.session(text(object.path("session"), "id"))
                .view(text(view, "id"))
                .host(url == null ? null : HostName.fromAddress(url))
                .page(url)
                .label("sdk", "datadog")
                .label("session_type", sessionType(object))
                .label("user", request.user(dsn, text(object.path("usr"), "id")))
                .label("connection", ClientNames.connection(text(object.path("connectivity"), "effective_type")));
        tags.forEach(draft::label);
        draft.label("service", text(object, "service")).label("version", text(object, "version"));
        addClient(draft, object);
        object.path("context").properties().forEach(tag -> {
            if (dsn.tags().contains(tag.getKey()) && tag.getValue().isValueNode()) {
                draft.tag(tag.getKey(), tag.getValue().asText());
            }
        });
    }

    private static void addClient(EventDraft draft, JsonNode object) {
        JsonNode system = object.path("os");
        String name = ClientNames.system(text(system, "name"));
        String device = text(object.path("device"), "type");
        if (device == null) {
            draft.label("device", name == null ? null : ClientNames.device(name));
        } else {
            draft.label("device", DEVICES.contains(device) ? device : "other");
        }
        draft.label("os", name).label("os_major", text(system, "version_major"));
    }

    /** The kind of a session; tests of Datadog say so by an object of their own as well. */
    private static @Nullable String sessionType(JsonNode object) {
        String type = text(object.path("session"), "type");
        boolean isTest =
                object.path("synthetics").isObject() || object.path("ci_test").isObject() || "ci_test".equals(type);
        return isTest ? "synthetics" : type;
    }

    private static void addView(EventDraft draft, JsonNode object) {
        JsonNode view = object.path("view");
        draft.name(text(view, "loading_type")).value(millis(view, "time_spent"));
        VIEW_COUNTS.forEach((part, measure) -> draft.measure(measure, number(view.path(part), "count")));
        VIEW_TIMES.forEach((field, measure) -> draft.measure(measure, millis(view, field)));
        draft.measure("revision", revision(object));
        if (view.path("is_active").isBoolean() && !view.path("is_active").booleanValue()) {
            draft.label("ended", "true");
        }
    }

    private static void addVitals(List<EventDraft> drafts, EventDraft draft, JsonNode object) {
        JsonNode view = object.path("view");
        Map<String, Double> vitals = new TreeMap<>();
        VITALS.forEach((field, vital) -> {
            Double value = vital.equals("cls") ? number(view, field) : millis(view, field);
            if (value != null) {
                vitals.put(vital, value);
            }
        });
        vitals.forEach((vital, value) -> drafts.add(draft.beside(EventType.VITAL)
                .withoutLabel("ended")
                .name(vital)
                .value(value)
                .measure("revision", revision(object))));
    }

    private static void addAction(EventDraft draft, JsonNode action) {
        draft.name(text(action.path("target"), "name"))
                .value(millis(action, "loading_time"))
                .label("action_id", text(action, "id"))
                .label("action_type", text(action, "type"));
        for (String part : List.of("error", "long_task", "resource")) {
            draft.measure(part + 's', number(action.path(part), "count"));
        }
    }

    private static void addLongTask(EventDraft draft, JsonNode task) {
        String kind = text(task, "entry_type");
        draft.name(kind == null ? "longtask" : kind)
                .value(millis(task, "duration"))
                .measure("blocking_ms", millis(task, "blocking_duration"));
    }

    private static @Nullable Double revision(JsonNode object) {
        return number(object.path("_dd"), "document_version");
    }

    /** The milliseconds of a field in nanoseconds, or null when it is absent or no number. */
    static @Nullable Double millis(JsonNode object, String field) {
        Double nanos = number(object, field);
        return nanos == null ? null : (Double) (nanos / NANOS);
    }
}
