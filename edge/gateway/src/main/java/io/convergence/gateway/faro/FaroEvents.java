package io.convergence.gateway.faro;

import static io.convergence.gateway.event.EventJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.event.EventDraft;
import io.convergence.core.event.EventType;
import io.convergence.core.host.HostName;
import io.convergence.gateway.event.ClientNames;
import io.convergence.gateway.event.EventJson;
import io.convergence.gateway.event.WireRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conversion of the elements of one payload of Faro. Fields that are not named here are dropped. */
final class FaroEvents {
    private static final Set<String> VITALS = Set.of("lcp", "inp", "cls", "fcp", "ttfb", "fid");
    private static final Set<String> SESSIONS = Set.of("session_start", "session_resume", "session_extend");
    private static final Set<String> NAVIGATIONS =
            Set.of("view_changed", "route_change", "faro.performance.navigation");
    private static final Pattern MAJOR = Pattern.compile("[0-9]{1,9}");

    /** Longest admitted time: ISO 8601 with nanoseconds and an offset. */
    private static final int LONGEST_TIME = 40;

    private final JsonNode meta;
    private final WireRequest request;

    /**
     * A conversion.
     *
     * @param meta what all elements have in common
     */
    FaroEvents(JsonNode meta, WireRequest request) {
        this.meta = meta;
        this.request = request;
    }

    /** The events of an element of a list; none when it lacks what an event needs. */
    List<EventDraft> of(String list, JsonNode element) {
        return switch (list) {
            case "exceptions" -> List.of(exception(element));
            case "measurements" -> measurements(element);
            case "logs" ->
                List.of(draft(EventType.BREADCRUMB, element)
                        .name("log")
                        .label("level", text(element, "level"))
                        .label("message", text(element, "message")));
            default -> List.of(event(element));
        };
    }

    private EventDraft exception(JsonNode exception) {
        String type = text(exception, "type");
        String value = text(exception, "value");
        StringBuilder stack = new StringBuilder(type == null ? "Error" : type);
        if (value != null) {
            stack.append(": ").append(value);
        }
        JsonNode frames = exception.path("stacktrace").path("frames");
        for (JsonNode frame : frames) {
            stack.append("\n  at ")
                    .append(functionOf(frame))
                    .append(" (")
                    .append(placeOf(frame))
                    .append(')');
        }
        return draft(EventType.ERROR, exception)
                .name(type == null ? "Error" : type)
                .label("source", "faro")
                .label("message", value)
                .label("stack", frames.isEmpty() ? null : stack.toString());
    }

    private static String functionOf(JsonNode frame) {
        String name = text(frame, "function");
        return name == null || name.isEmpty() ? "?" : name;
    }

    private static String placeOf(JsonNode frame) {
        StringBuilder place = new StringBuilder();
        String file = text(frame, "filename");
        place.append(file == null ? "" : file);
        for (String number : List.of("lineno", "colno")) {
            Long at = EventJson.millis(frame, number);
            if (at != null) {
                place.append(':').append(at);
            }
        }
        return place.toString();
    }

    private List<EventDraft> measurements(JsonNode measurement) {
        String type = text(measurement, "type");
        JsonNode values = measurement.path("values");
        Set<String> names = new TreeSet<>();
        values.fieldNames().forEachRemaining(names::add);
        List<EventDraft> drafts = new ArrayList<>();
        for (String name : names) {
            Double value = EventJson.number(values, name);
            if (!"web-vitals".equals(type)) {
                drafts.add(draft(EventType.METRIC, measurement)
                        .name(type == null ? name : type + '.' + name)
                        .value(value));
            } else if (VITALS.contains(name)) {
                JsonNode context = measurement.path("context");
                drafts.add(draft(EventType.VITAL, measurement)
                        .name(name)
                        .value(value)
                        .measure("delta", EventJson.number(values, "delta"))
                        .label("metric_id", text(context, "id"))
                        .label("navigation_type", text(context, "navigation_type")));
            }
        }
        return drafts;
    }

    private EventDraft event(JsonNode event) {
        String name = text(event, "name");
        if (name != null && SESSIONS.contains(name)) {
            return draft(EventType.SESSION, event);
        }
        if (name != null && NAVIGATIONS.contains(name)) {
            return draft(EventType.BREADCRUMB, event).name("navigation");
        }
        return draft(EventType.ACTION, event).name(name).label("action_type", "custom");
    }

    /** An event of a type with the time and the trace of an element, and what all elements have in common. */
    private EventDraft draft(EventType type, JsonNode element) {
        Dsn dsn = request.tokenDsn();
        String url = text(meta.path("page"), "url");
        JsonNode app = meta.path("app");
        JsonNode trace = element.path("trace");
        String version = text(app, "version");
        EventDraft draft = new EventDraft(type)
                .session(text(meta.path("session"), "id"))
                .host(url == null ? null : HostName.fromAddress(url))
                .page(url)
                .label("sdk", text(meta.path("sdk"), "name"))
                .label("sdk_version", text(meta.path("sdk"), "version"))
                .label("service", text(app, "name"))
                .label("env", text(app, "environment"))
                .label("version", version == null ? text(app, "release") : version)
                .label("trace_id", text(trace, "trace_id"))
                .label("span_id", text(trace, "span_id"))
                .label("user", request.user(dsn, text(meta.path("user"), "id")));
        addClient(draft);
        Long at = at(text(element, "timestamp"));
        if (at != null) {
            draft.at(at);
        }
        return draft;
    }

    private void addClient(EventDraft draft) {
        JsonNode browser = meta.path("browser");
        String system = text(browser, "os");
        String version = text(browser, "version");
        Matcher major = MAJOR.matcher(version == null ? "" : version);
        JsonNode isMobile = browser.path("mobile");
        draft.label("browser", ClientNames.browser(text(browser, "name")))
                .label("browser_major", major.lookingAt() ? major.group() : null)
                .label("os", ClientNames.system(system))
                .label(
                        "device",
                        isMobile.isBoolean()
                                ? isMobile.booleanValue() ? "mobile" : "desktop"
                                : ClientNames.device(system));
    }

    private static @Nullable Long at(@Nullable String timestamp) {
        if (timestamp == null || timestamp.length() > LONGEST_TIME) {
            return null;
        }
        try {
            return Instant.parse(timestamp).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            // The message of the exception quotes the text.
            return null;
        }
    }
}
