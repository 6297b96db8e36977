package io.convergence.launcher.demo;

import io.convergence.launcher.traffic.Incident;
import io.convergence.launcher.traffic.IncidentKind;
import io.convergence.launcher.traffic.TrafficSite;
import java.util.List;

/**
 * Sites and incidents of the demonstration. Each incident occurs once an hour, for 25 minutes, which is long enough to
 * fill a window, or for 40 when its rate flaps. It is timed so that its verdict is due within minutes of the start of live
 * traffic.
 */
public final class DemoStory {
    private static final long MINUTE = 60_000;
    private static final long DURATION = 25 * MINUTE;
    private static final long FLAPPING = 40 * MINUTE;
    private static final long PERIOD = 60 * MINUTE;

    /** Distance from the times in the script to the first occurrences: more than the history that is shown. */
    private static final long PAST = 3 * PERIOD;

    private DemoStory() {}

    /** Four tenants, eight apps, twelve hosts, the busiest first. */
    public static List<TrafficSite> sites() {
        return List.of(
                new TrafficSite("acme", "storefront", "www.acme.example", 200, 1, 0.010),
                new TrafficSite("acme", "checkout", "checkout.acme.example", 8, 1, 0.012),
                new TrafficSite("globex", "web", "www.globex.example", 120, -5, 0.013),
                new TrafficSite("globex", "booking", "book.globex.example", 20, -5, 0.011),
                new TrafficSite("initech", "portal", "portal.initech.example", 60, 2, 0.015),
                new TrafficSite("acme", "storefront", "m.acme.example", 90, 1, 0.014),
                new TrafficSite("umbrella", "news", "www.umbrella.example", 150, 9, 0.010),
                new TrafficSite("umbrella", "video", "video.umbrella.example", 40, 9, 0.018),
                new TrafficSite("globex", "web", "eu.globex.example", 80, 1, 0.012),
                new TrafficSite("initech", "portal", "eu.portal.initech.example", 50, 1, 0.016),
                new TrafficSite("umbrella", "news", "m.umbrella.example", 70, 9, 0.013),
                new TrafficSite("initech", "docs", "docs.initech.example", 30, 2, 0.017));
    }

    /**
     * Incidents of every kind. Between two occurrences of an incident its site recovers.
     *
     * @param live start of live traffic, epoch milliseconds
     */
    static List<Incident> script(long live) {
        return List.of(
                incident(IncidentKind.BAD_DEPLOY, "checkout.acme.example", "checkout", live - 4 * MINUTE),
                incident(IncidentKind.BROKEN_SCRIPT, "www.globex.example", "web", live - 11 * MINUTE),
                incident(IncidentKind.SLOW_ORIGIN, "portal.initech.example", "portal", live - 5 * MINUTE),
                incident(IncidentKind.PROBE_NETWORK_FAULT, "www.umbrella.example", "news", live - 6 * MINUTE),
                incident(IncidentKind.TOTAL_OUTAGE, "book.globex.example", "booking", live + 2 * MINUTE),
                incident(IncidentKind.SLOW_ORIGIN, "m.acme.example", "storefront", live + 12 * MINUTE),
                incident(IncidentKind.BAD_DEPLOY, "video.umbrella.example", "video", live + 20 * MINUTE),
                incident(IncidentKind.TOTAL_OUTAGE, "docs.initech.example", "docs", live - 24 * MINUTE),
                incident(IncidentKind.LOST_VIEWS, "eu.globex.example", "web", live + MINUTE),
                incident(IncidentKind.FLAPPING_ERRORS, "www.acme.example", "storefront", live - 11 * MINUTE));
    }

    private static Incident incident(IncidentKind kind, String host, String app, long start) {
        long duration = kind == IncidentKind.FLAPPING_ERRORS ? FLAPPING : DURATION;
        return new Incident(kind, host, app, start - PAST, duration, PERIOD);
    }
}
