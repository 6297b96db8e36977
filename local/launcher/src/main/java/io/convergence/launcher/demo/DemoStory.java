package io.convergence.launcher.demo;

import io.convergence.launcher.traffic.Incident;
import io.convergence.launcher.traffic.IncidentKind;
import io.convergence.launcher.traffic.Site;
import java.util.List;

/**
 * Who takes part in the demonstration and what befalls them. Each incident strikes once an hour for 25 minutes, long
 * enough to fill a window, and is timed so that its verdict is due within minutes of going live.
 */
public final class DemoStory {
    private static final long MINUTE = 60_000;
    private static final long STRIKE = 25 * MINUTE;
    private static final long PERIOD = 60 * MINUTE;

    /** How far back the first strikes lie: three periods, more than the history that is shown. */
    private static final long PAST = 3 * PERIOD;

    private DemoStory() {}

    /** Four tenants, eight apps, twelve hosts, the busiest first. */
    public static List<Site> sites() {
        return List.of(
                new Site("acme", "storefront", "www.acme.example", 200, 1, 0.010),
                new Site("acme", "checkout", "checkout.acme.example", 8, 1, 0.012),
                new Site("globex", "web", "www.globex.example", 120, -5, 0.013),
                new Site("globex", "booking", "book.globex.example", 20, -5, 0.011),
                new Site("initech", "portal", "portal.initech.example", 60, 2, 0.015),
                new Site("acme", "storefront", "m.acme.example", 90, 1, 0.014),
                new Site("umbrella", "news", "www.umbrella.example", 150, 9, 0.010),
                new Site("umbrella", "video", "video.umbrella.example", 40, 9, 0.018),
                new Site("globex", "web", "eu.globex.example", 80, 1, 0.012),
                new Site("initech", "portal", "eu.portal.initech.example", 50, 1, 0.016),
                new Site("umbrella", "news", "m.umbrella.example", 70, 9, 0.013),
                new Site("initech", "docs", "docs.initech.example", 30, 2, 0.017));
    }

    /**
     * Every kind of incident; between strikes the sites recover.
     *
     * @param live when the demonstration goes live, epoch milliseconds
     */
    static List<Incident> script(long live) {
        return List.of(
                strike(IncidentKind.BAD_DEPLOY, "checkout.acme.example", "checkout", live - 4 * MINUTE),
                strike(IncidentKind.BROKEN_SCRIPT, "www.globex.example", "web", live - 11 * MINUTE),
                strike(IncidentKind.SLOW_ORIGIN, "portal.initech.example", "portal", live - 5 * MINUTE),
                strike(IncidentKind.PROBE_NETWORK_FAULT, "www.umbrella.example", "news", live - 6 * MINUTE),
                strike(IncidentKind.TOTAL_OUTAGE, "book.globex.example", "booking", live + 2 * MINUTE),
                strike(IncidentKind.SLOW_ORIGIN, "m.acme.example", "storefront", live + 12 * MINUTE),
                strike(IncidentKind.BAD_DEPLOY, "video.umbrella.example", "video", live + 20 * MINUTE),
                strike(IncidentKind.TOTAL_OUTAGE, "docs.initech.example", "docs", live - 24 * MINUTE));
    }

    private static Incident strike(IncidentKind kind, String host, String app, long start) {
        return new Incident(kind, host, app, start - PAST, STRIKE, PERIOD);
    }
}
