package io.convergence.jobs;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An hour of errors and vitals of two apps on two hosts. Two tenants have the same events: app, host, session, view and id are
 * equal. A tenth of them is there twice.
 */
final class SignalEvents {
    /** Later than the first day of a job that starts now, on which no error is new. */
    private static final long START = 4_000_000_020_000L;

    private static final int MINUTES = 60;
    private static final long MINUTE = 60_000;

    /** A time after the end of all signals. */
    static final long END = START + 2 * MINUTES * MINUTE;

    private static final List<String> TENANTS = List.of("acme", "globex");
    private static final int SESSIONS_OF_TENANT = 48;

    /** Number of sessions of all tenants. */
    static final int SESSIONS = 2 * SESSIONS_OF_TENANT;

    private static final int GROUPS = 6;

    /** Less than the time that the job waits for events of other sessions. */
    private static final int DISORDER = 4_000;

    private SignalEvents() {}

    /** The events in the order in which they arrive: those of a session in their order, twice where they are repeated. */
    static List<RumEvent> shuffled(Random random) {
        Map<String, Double> latest = new HashMap<>();
        List<Ordered> order = new ArrayList<>();
        for (RumEvent event : events()) {
            int times = Math.floorMod(event.id().hashCode(), 10) == 0 ? 2 : 1;
            for (int i = 0; i < times; i++) {
                double jittered = event.receivedAt() + random.nextInt(DISORDER);
                order.add(new Ordered(
                        event,
                        latest.merge(event.app() + event.recordKey(), jittered, (a, b) -> Math.max(a + 0.001, b))));
            }
        }
        order.sort(Comparator.comparingDouble(Ordered::at));
        return order.stream().map(Ordered::event).toList();
    }

    private record Ordered(RumEvent event, double at) {}

    /** The events by time. Groups begin one after another, the last in a session or two; a release is slow for a while. */
    private static List<RumEvent> events() {
        Random random = new Random(13);
        List<RumEvent> events = new ArrayList<>();
        for (int second = 0; second < MINUTES * 60; second++) {
            int minute = second / 60;
            int group = random.nextInt(GROUPS);
            int session = random.nextInt(group == GROUPS - 1 ? 2 : SESSIONS_OF_TENANT);
            long at = START + second * 1_000L + random.nextInt(1_000);
            String id = "e" + second;
            boolean isOver = minute > 20 + 5 * group && group > 1;
            for (String tenant : TENANTS) {
                if (second % 3 == 0 && minute >= 5 * group && !isOver) {
                    events.add(error(tenant, id, at, session, group, minute));
                } else if (second % 3 == 1) {
                    events.add(vital(tenant, id, at, session, minute >= 10 && minute < 35 ? 3_000 : 1_000));
                }
            }
        }
        return events;
    }

    private static RumEvent error(String tenant, String id, long at, int session, int group, int minute) {
        return event(
                tenant,
                id,
                at,
                session,
                EventType.ERROR,
                "Error",
                null,
                Map.of(),
                Map.of("message", "group " + (char) ('a' + group), "version", "1." + minute / 10));
    }

    private static RumEvent vital(String tenant, String id, long at, int session, double value) {
        return event(
                tenant,
                id,
                at,
                session,
                EventType.VITAL,
                "lcp",
                value,
                Map.of("budget", 2_500.0),
                Map.of("device", "desktop"));
    }

    private static RumEvent event(
            String tenant,
            String id,
            long at,
            int session,
            EventType type,
            String name,
            @Nullable Double value,
            Map<String, Double> measures,
            Map<String, String> labels) {
        return new RumEvent(
                id,
                tenant,
                session % 2 == 0 ? "shop" : "desk",
                type,
                at,
                at,
                "s" + session,
                "v" + id,
                session % 3 == 0 ? "a.example" : "b.example",
                "/",
                name,
                value,
                measures,
                labels,
                Map.of());
    }
}
