package io.convergence.gateway.datakit;

import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.core.host.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of the points of one body into events. Keys that are not named here or in {@link PointLabels} are dropped, those of
 * persons among them. Not thread-safe.
 */
final class PointEvents {
    private static final double NANOS = 1_000_000;
    private static final Set<String> CRASHES = Set.of("java_crash", "native_crash", "ios_crash", "crash");

    private static final Map<String, String> VIEW_COUNTS = Map.of(
            "view_error_count", "errors",
            "view_resource_count", "resources",
            "view_long_task_count", "long_tasks",
            "view_action_count", "actions",
            "view_apdex_level", "apdex");

    private static final Map<String, String> VIEW_TIMES = Map.of(
            "loading_time", "loading_ms",
            "load_event", "load_ms",
            "dom_interactive", "dom_interactive_ms",
            "dom_content_loaded", "dom_content_loaded_ms",
            "dom_complete", "dom_complete_ms",
            "dom_ready", "dom_ready_ms",
            "dom", "dom_ms",
            "time_to_interactive", "tti_ms",
            "first_paint_time", "first_paint_ms",
            "resource_load_time", "resource_load_ms");

    private static final Map<String, String> VITALS = Map.of(
            "first_contentful_paint", "fcp",
            "largest_contentful_paint", "lcp",
            "cumulative_layout_shift", "cls",
            "first_input_delay", "fid",
            "interaction_to_next_paint", "inp",
            "first_byte", "ttfb");

    private static final Map<String, String> RESOURCE_TIMES = Map.of(
            "resource_ttfb", "ttfb_ms",
            "resource_trans", "download_ms",
            "resource_first_byte", "first_byte_ms",
            "resource_dns", "dns_ms",
            "resource_tcp", "tcp_ms",
            "resource_ssl", "ssl_ms");

    private final PointLabels labels = new PointLabels();

    /**
     * The events of a point of a known measurement: one, and the vitals of a view beside it.
     *
     * @param at time of the point in epoch milliseconds
     * @param user label of the user, or null
     */
    List<EventDraft> of(CheckedPoint point, long at, @Nullable String user) {
        EventDraft draft =
                new EventDraft(point.measurement().equals("telemetry") ? EventType.METRIC : type(point.measurement()));
        addShared(draft, point, at);
        labels.addTo(draft, point, user);
        switch (point.measurement()) {
            case "view" -> addView(draft, point);
            case "resource" -> addResource(draft, point);
            case "error" -> addError(draft, point);
            case "action" -> addAction(draft, point);
            case "long_task" -> draft.name("longtask").value(millis(point, "duration"));
            default -> draft.name("telemetry").value(1.0);
        }
        List<EventDraft> drafts = new ArrayList<>(List.of(draft));
        if (draft.type() == EventType.VIEW) {
            addVitals(drafts, draft, point);
        }
        return drafts;
    }

    private static EventType type(String measurement) {
        EventType type = EventType.of(measurement);
        if (type == null) {
            throw new IllegalArgumentException("the measurement must be known");
        }
        return type;
    }

    private static void addShared(EventDraft draft, CheckedPoint point, long at) {
        String url = point.text("view_url");
        String viewHost = point.text("view_host");
        String address = viewHost == null ? url : viewHost;
        String path = point.text("view_path");
        String page = path != null ? path : url != null ? url : point.text("view_name");
        draft.at(at)
                .session(point.text("session_id"))
                .view(point.text("view_id"))
                .host(address == null ? null : HostName.fromAddress(address))
                .page(page);
    }

    private static void addView(EventDraft draft, CheckedPoint point) {
        draft.name(point.text("view_loading_type")).value(millis(point, "time_spent"));
        VIEW_COUNTS.forEach((key, measure) -> draft.measure(measure, point.number(key)));
        VIEW_TIMES.forEach((key, measure) -> draft.measure(measure, millis(point, key)));
        if ("false".equals(point.text("is_active"))) {
            draft.label("ended", "true");
        }
    }

    private static void addVitals(List<EventDraft> drafts, EventDraft view, CheckedPoint point) {
        Map<String, Double> vitals = new TreeMap<>();
        VITALS.forEach((key, vital) -> {
            Double value = vital.equals("cls") ? point.number(key) : millis(point, key);
            if (value != null) {
                vitals.put(vital, value);
            }
        });
        vitals.forEach((vital, value) -> drafts.add(
                view.beside(EventType.VITAL).withoutLabel("ended").name(vital).value(value)));
    }

    private static void addResource(EventDraft draft, CheckedPoint point) {
        draft.name(point.text("resource_type"))
                .value(millis(point, "duration"))
                .measure("status", point.number("resource_status"))
                .measure("bytes", point.number("resource_size"))
                .label("method", point.text("resource_method"))
                .label("url_host", hostOf(point))
                .label("url_path", pathOf(point));
        RESOURCE_TIMES.forEach((key, measure) -> draft.measure(measure, millis(point, key)));
    }

    private static @Nullable String hostOf(CheckedPoint point) {
        String host = point.text("resource_url_host");
        String address = host == null ? point.text("resource_url") : host;
        return address == null ? null : HostName.fromAddress(address);
    }

    private static @Nullable String pathOf(CheckedPoint point) {
        String path = point.text("resource_url_path");
        return path == null ? point.text("resource_url") : path;
    }

    private static void addAction(EventDraft draft, CheckedPoint point) {
        draft.name(point.text("action_name"))
                .value(millis(point, "duration"))
                .measure("errors", point.number("action_error_count"))
                .measure("long_tasks", point.number("action_long_task_count"))
                .measure("resources", point.number("action_resource_count"))
                .label("action_type", point.text("action_type"))
                .label("action_id", point.text("action_id"));
    }

    private static void addError(EventDraft draft, CheckedPoint point) {
        String type = point.text("error_type");
        String stack = point.text("error_stack");
        draft.name(type)
                .label("message", point.text("error_message"))
                .label("source", point.text("error_source"))
                .label("handling", point.text("error_handling"))
                .label("app_id", point.text("app_id"));
        if (type != null && CRASHES.contains(type)) {
            draft.label("crash", type);
        }
        if (stack != null && ("native_crash".equals(type) || "ios_crash".equals(type))) {
            draft.crashStack(stack);
        } else {
            draft.label("stack", stack);
        }
    }

    private static @Nullable Double millis(CheckedPoint point, String key) {
        Double nanos = point.number(key);
        return nanos == null ? null : (Double) (nanos / NANOS);
    }
}
