package io.convergence.launcher.traffic;

import io.convergence.core.event.EventType;
import io.convergence.core.event.PerformanceBudgets;
import io.convergence.core.event.RumEvent;
import io.convergence.core.rum.Beacon;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of the second plane for generated views: the view with its vitals, a resource, and its errors and failed requests.
 * Each view belongs to a session of at most ten minutes on one site, browser and release. A site has at most
 * {@value #SESSIONS} of them at a time; of busier sites every tenth session is sent. Sessions have a few views each: were
 * they longer, most would have a slow view by chance, and those of an incident would not stand out. Events depend only on
 * the view and the incidents.
 *
 * <p>In a bad deploy three tenths of the sessions run the new release, and its errors occur in those.
 */
public final class EventModel {
    /** Release of the sites outside of a bad deploy. */
    public static final String RELEASE = "4.2.0";

    /** Release that a bad deploy brings. */
    public static final String BAD_RELEASE = "4.3.0";

    /** Message of the error of the new release. */
    public static final String INJECTED_MESSAGE = "Cannot read properties of undefined (reading 'total')";

    private static final long SESSION_MILLIS = 600_000;
    private static final int SESSIONS = 400;
    private static final int SAMPLED = 10;
    private static final double UPGRADED = 0.3;
    private static final double SERVER_ERROR = 503;
    private static final List<String> COUNTRIES = List.of("DE", "US", "JP", "FR");
    private static final List<String> CONNECTIONS = List.of("4g", "wifi", "ethernet");

    /** App whose every view is sent, because it has few. */
    private static final String UNSAMPLED_APP = "checkout";

    private final List<Incident> script;

    /** A model of sites with these incidents. */
    public EventModel(List<Incident> script) {
        this.script = List.copyOf(script);
    }

    /** Passes on the events of a view, or none for a view of a session that is not sampled. */
    public void events(Beacon view, Consumer<RumEvent> events) {
        long draw = Seeds.mix(view.id().hashCode() * 31L + view.host().hashCode());
        boolean sampled = !view.app().equals(UNSAMPLED_APP);
        if (sampled && Math.floorMod(Seeds.mix(draw), SAMPLED) != 0) {
            return;
        }
        boolean deploy = isBadDeploy(view);
        int sessions = sampled ? SESSIONS / SAMPLED : SESSIONS;
        int upgrades = (int) (sessions * UPGRADED);
        int visitor = Math.floorMod(draw, deploy && view.isErrorView() ? upgrades : sessions);
        boolean upgraded = deploy && visitor < upgrades;
        SessionEvents session = session(view, visitor, upgraded, sampled ? 1.0 / SAMPLED : 1);
        Map<String, Double> counts = new HashMap<>(Map.of(
                "errors", (double) view.errors(), "failed_requests", (double) view.failedRequests(), "resources", 1.0));
        put(counts, "load_ms", view.vitals().loadMillis());
        events.accept(session.event("view", EventType.VIEW, "initial_load", null, counts, Map.of("ended", "true")));
        vital(session, "lcp", view.vitals().lcpMillis(), events);
        vital(session, "inp", view.vitals().inpMillis(), events);
        vital(session, "cls", view.vitals().cls(), events);
        vital(session, "ttfb", view.vitals().ttfbMillis(), events);
        vital(session, "fcp", view.vitals().fcpMillis(), events);
        events.accept(session.event(
                "script",
                EventType.RESOURCE,
                "js",
                120 + Math.floorMod(draw >> 8, 400) * 1.0,
                Map.of("status", 200.0, "transfer_bytes", 84_000.0),
                Map.of(
                        "url_host", "cdn." + view.tenant() + ".example",
                        "url_path", "/assets/app.js",
                        "provider_type", "CDN",
                        "provider_name", "Fastly")));
        for (int i = 0; i < view.errors(); i++) {
            events.accept(
                    session.event("error-" + i, EventType.ERROR, name(upgraded), null, Map.of(), error(upgraded)));
        }
        for (int i = 0; i < view.failedRequests(); i++) {
            events.accept(session.event(
                    "request-" + i,
                    EventType.RESOURCE,
                    "fetch",
                    180.0,
                    Map.of("status", SERVER_ERROR),
                    Map.of("url_host", view.host(), "url_path", "/api/orders", "method", "POST")));
        }
    }

    private boolean isBadDeploy(Beacon view) {
        for (Incident incident : script) {
            if (incident.kind() == IncidentKind.BAD_DEPLOY
                    && incident.host().equals(view.host())
                    && incident.app().equals(view.app())
                    && incident.elapsed(view.receivedAt()) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static SessionEvents session(Beacon view, int visitor, boolean upgraded, double sampleRate) {
        String version = upgraded ? BAD_RELEASE : RELEASE;
        String who = view.host()
                + '|'
                + view.app()
                + '|'
                + view.browser()
                + '|'
                + version
                + '|'
                + view.receivedAt() / SESSION_MILLIS
                + '|'
                + visitor;
        long id = Seeds.mix(Seeds.mix(who.hashCode()) + visitor);
        return new SessionEvents(
                view,
                "s-" + Long.toHexString(id),
                sampleRate,
                Map.of(
                        "browser",
                        view.browser(),
                        "device",
                        Math.floorMod(id, 5) < 2 ? "desktop" : "mobile",
                        "country",
                        COUNTRIES.get(Math.floorMod(id >> 8, COUNTRIES.size())),
                        "connection",
                        CONNECTIONS.get(Math.floorMod(id >> 16, CONNECTIONS.size())),
                        "session_type",
                        "user",
                        "version",
                        version));
    }

    private static void vital(SessionEvents session, String name, @Nullable Double value, Consumer<RumEvent> events) {
        if (value == null) {
            return;
        }
        Map<String, Double> measures = new HashMap<>();
        put(
                measures,
                "budget",
                PerformanceBudgets.BUILT_IN.of(name, session.view().page()));
        events.accept(session.event(name, EventType.VITAL, name, value, measures, Map.of()));
    }

    private static String name(boolean upgraded) {
        return upgraded ? "TypeError" : "ReferenceError";
    }

    private static Map<String, String> error(boolean upgraded) {
        return upgraded
                ? Map.of(
                        "message",
                        INJECTED_MESSAGE,
                        "file",
                        "/assets/checkout.js",
                        "stack",
                        "TypeError: " + INJECTED_MESSAGE + "\n    at applyVoucher (/assets/checkout.js:1:2345)",
                        "handling",
                        "unhandled")
                : Map.of(
                        "message", "tracker is not defined",
                        "file", "/assets/tag.js",
                        "stack", "ReferenceError: tracker is not defined\n    at send (/assets/tag.js:1:77)",
                        "handling", "unhandled");
    }

    private static void put(Map<String, Double> measures, String name, @Nullable Double value) {
        if (value != null) {
            measures.put(name, value);
        }
    }
}
