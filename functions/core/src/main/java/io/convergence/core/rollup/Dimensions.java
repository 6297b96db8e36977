package io.convergence.core.rollup;

import io.convergence.core.event.EventType;
import io.convergence.core.event.FieldMap;
import io.convergence.core.event.RumEvent;
import io.convergence.core.window.MinuteKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The measurements of an event, and the dimensions by which they are counted. */
public final class Dimensions {
    /** The dimension of all events. */
    public static final String ALL = "all";

    /** The dimension of the redacted page. */
    public static final String PAGE = "page";

    /** All other dimensions, in the order of their names. */
    private static final String[] NAMES = {
        "browser", "connection", "country", "name", PAGE, "provider", "url_host", "version"
    };

    private static final List<String> TIMINGS = List.of(
            "loading_ms",
            "load_ms",
            "dom_interactive_ms",
            "dom_content_loaded_ms",
            "dom_complete_ms",
            "dom_ready_ms",
            "dom_ms",
            "tti_ms",
            "first_paint_ms",
            "resource_load_ms",
            "first_byte_ms");
    private static final double FULL_WEIGHT = 1000;

    private Dimensions() {}

    /** Whether the events of a session of this type are counted: those of users, not those of robots and checks. */
    public static boolean counts(RumEvent event) {
        String type = event.labels().get("session_type");
        return type == null || type.equals("user");
    }

    /**
     * The measurements of an event in a minute.
     *
     * @param minute start of the minute, epoch milliseconds
     * @param isFirst whether this is the first report of a view, which is counted once
     */
    public static List<Measurement> of(RumEvent event, long minute, boolean isFirst) {
        if (!counts(event)) {
            return List.of();
        }
        List<Measurement> measurements = new ArrayList<>();
        EventType type = event.type();
        switch (type) {
            case VITAL -> measurements.add(measurement(event, minute, String.valueOf(event.name()), event.value()));
            case METRIC -> measurements.add(metric(event, minute));
            case VIEW -> {
                if (isFirst) {
                    measurements.add(measurement(event, minute, "view", null));
                    timings(event, minute, measurements);
                }
            }
            case ERROR -> measurements.add(measurement(event, minute, type.label(), null));
            case LONG_TASK, ACTION, RESOURCE -> {
                measurements.add(measurement(event, minute, type.label(), event.value()));
                if (event.isFailedResource()) {
                    measurements.add(measurement(event, minute, "failed_request", null));
                }
            }
            case SESSION, BREADCRUMB, REPLAY, ERASE -> {}
        }
        return measurements;
    }

    private static void timings(RumEvent event, long minute, List<Measurement> measurements) {
        for (String timing : TIMINGS) {
            Double millis = event.measures().get(timing);
            if (millis != null) {
                measurements.add(measurement(event, minute, timing, millis));
            }
        }
    }

    private static Measurement metric(RumEvent event, long minute) {
        String name = String.valueOf(event.name());
        if (event.isPageView()) {
            return measurement(event, minute, name, null);
        }
        Measurement plain = measurement(event, minute, name, event.value());
        return new Measurement(
                plain.key(), name, true, plain.device(), plain.dimensions(), plain.value(), plain.weight(), 1);
    }

    private static Measurement measurement(RumEvent event, long minute, String metric, @Nullable Double value) {
        String host = event.host();
        return new Measurement(
                new MinuteKey(event.tenant(), event.app(), host == null ? "" : host, minute),
                metric,
                false,
                event.labels().getOrDefault("device", "unknown"),
                dimensions(event),
                value,
                Math.round(FULL_WEIGHT / event.measures().getOrDefault("sample_rate", 1.0)),
                1);
    }

    private static Map<String, String> dimensions(RumEvent event) {
        String[] names = new String[NAMES.length];
        String[] values = new String[NAMES.length];
        int size = 0;
        for (String name : NAMES) {
            String value = value(event, name);
            if (value != null) {
                names[size] = name;
                values[size++] = value;
            }
        }
        return FieldMap.ofSorted(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
    }

    private static @Nullable String value(RumEvent event, String dimension) {
        boolean hasProvider = event.type() == EventType.RESOURCE || event.type() == EventType.ERROR;
        return switch (dimension) {
            case PAGE -> event.page();
            case "name" -> event.type() == EventType.ACTION ? event.name() : null;
            case "provider" -> hasProvider ? event.labels().get("provider_name") : null;
            case "url_host" -> hasProvider ? event.labels().get("url_host") : null;
            default -> event.labels().get(dimension);
        };
    }
}
