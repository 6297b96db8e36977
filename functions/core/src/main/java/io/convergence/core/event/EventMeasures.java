package io.convergence.core.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The closed set of measures of events with their bounds, both inclusive. */
public final class EventMeasures {
    private static final double COUNT = 1_000_000;
    private static final double DAY_MILLIS = 86_400_000;
    private static final double EXACT = 0x1p53 - 1;
    private static final double LONGEST_VITAL = 600_000;
    private static final Map<String, Range> BOUNDS = new HashMap<>();

    static {
        define(0, COUNT, "errors", "failed_requests", "resources", "long_tasks", "actions");
        define(
                0,
                DAY_MILLIS,
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
                "ttfb_ms",
                "first_byte_ms",
                "download_ms",
                "dns_ms",
                "tcp_ms",
                "ssl_ms",
                "blocking_ms");
        define(0, EXACT, "bytes", "transfer_bytes", "encoded_bytes", "decoded_bytes", "raw_bytes", "revision");
        define(0, EXACT, "line", "column", "index", "records", "started_at", "ended_at");
        define(0, 999, "status");
        define(0, 9, "apdex");
        define(-LONGEST_VITAL, LONGEST_VITAL, "delta");
        define(0, LONGEST_VITAL, "budget");
        define(Double.MIN_VALUE, 1, "sample_rate");
    }

    private EventMeasures() {}

    /** Whether a measure of this name exists. */
    public static boolean knows(String name) {
        return BOUNDS.containsKey(name);
    }

    /** Whether a measure of this name exists and its bounds admit the value. */
    public static boolean admits(String name, double value) {
        Range bounds = BOUNDS.get(name);
        return bounds != null && value >= bounds.smallest() && value <= bounds.largest();
    }

    private static void define(double smallest, double largest, String... names) {
        for (String name : List.of(names)) {
            BOUNDS.put(name, new Range(smallest, largest));
        }
    }

    private record Range(double smallest, double largest) {}
}
