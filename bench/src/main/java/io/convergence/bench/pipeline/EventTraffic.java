package io.convergence.bench.pipeline;

import io.convergence.bench.BenchPages;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.launcher.traffic.Seeds;
import java.util.Map;

/**
 * Generated events of sessions. Each is a function of its number, so two runs have equal traffic. All sessions take turns, so
 * that every session is open at the end: of a hundred events of a session ten are views, thirty vitals, forty resources, ten
 * actions, five long tasks, four metrics and one is an error.
 *
 * @param shape the shape; {@code beacons} is the number of events, {@code keys} that of sessions
 */
record EventTraffic(TrafficShape shape) {
    private static final int PERIOD = 100;
    private static final int HOSTS = 200;
    private static final String[] VITALS = {"lcp", "inp", "cls"};
    private static final String[] BROWSERS = {"chrome", "safari", "firefox", "edge"};
    private static final String[] DEVICES = {"desktop", "mobile"};

    /** The event time of an event, epoch milliseconds. */
    long time(long number) {
        return PipelineTraffic.START + number * shape.minutes() * 60_000L / shape.beacons();
    }

    /** An event. */
    RumEvent event(long number) {
        long dice = Seeds.mix(number);
        int session = (int) (number % shape.keys());
        int step = (int) (number / shape.keys() % PERIOD);
        int view = (int) (number / shape.keys() / 10);
        int host = session % HOSTS;
        Map<String, String> labels =
                Map.of("browser", BROWSERS[session % BROWSERS.length], "device", DEVICES[session / 4 % DEVICES.length]);
        EventType type = type(step);
        RumEvent event = new RumEvent(
                Long.toHexString(dice) + Long.toHexString(number),
                PipelineTraffic.tenant(host),
                PipelineTraffic.APP,
                type,
                time(number),
                time(number),
                "s" + session,
                "s" + session + "-" + view,
                "h" + host + ".example",
                BenchPages.name((session + view) % shape.pages()),
                name(type, dice),
                type == EventType.ERROR ? null : (Double) value(type, dice),
                type == EventType.RESOURCE ? Map.of("bytes", 1200.0, "status", 200.0) : Map.of(),
                labels,
                Map.of());
        return type == EventType.ERROR ? event.withLabels(error(labels, dice)) : event;
    }

    private static EventType type(int step) {
        if (step == 0) {
            return EventType.ERROR;
        }
        return switch (step % 10) {
            case 1 -> EventType.VIEW;
            case 2, 3, 4 -> EventType.VITAL;
            case 5, 6, 7, 8 -> EventType.RESOURCE;
            case 9 -> EventType.ACTION;
            default -> step % 20 == 0 ? EventType.METRIC : EventType.LONG_TASK;
        };
    }

    private static String name(EventType type, long dice) {
        return switch (type) {
            case VIEW -> "route_change";
            case VITAL -> VITALS[(int) (dice >>> 60) % VITALS.length];
            case RESOURCE -> "js";
            case ACTION -> "add to cart";
            case METRIC -> "cart.size";
            case LONG_TASK -> "longtask";
            default -> "TypeError";
        };
    }

    private static double value(EventType type, long dice) {
        double part = (dice >>> 40 & 0xFFF) / 4096.0;
        return type == EventType.VITAL ? 0.05 + part : 60 + 400 * part;
    }

    private static Map<String, String> error(Map<String, String> labels, long dice) {
        return Map.of(
                "browser",
                String.valueOf(labels.get("browser")),
                "device",
                String.valueOf(labels.get("device")),
                "version",
                "1.4.2",
                "message",
                "x is not a function",
                "stack",
                "TypeError: x is not a function\n at f" + (dice >>> 60) + " (https://cdn.example/app.js:1:7)");
    }
}
