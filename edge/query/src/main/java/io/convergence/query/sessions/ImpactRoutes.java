package io.convergence.query.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Route of what affected users saw in the window of a verdict. */
public final class ImpactRoutes {
    /** Length of the window of a verdict. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Store store;

    /** Routes over a store. */
    public ImpactRoutes(Store store) {
        this.store = store;
    }

    /** The route. */
    public ApiRoute route() {
        return ApiRoute.get("/api/v1/impact", "app host at", this::impact);
    }

    private Reply impact(ApiRequest request) {
        Parameters parameters = request.parameters();
        String app = parameters.required("app", parameters.name("app"));
        String host = parameters.required("host", parameters.host("host"));
        Instant at = parameters.time("at");
        Instant end = at == null ? request.now() : at;
        TimeRange window = new TimeRange(end.minus(WINDOW), end);
        return store.read(request.tenant(), session -> {
            UserSessionRoutes.requireAny(session);
            ObjectNode body = evidence(session, app, host, window);
            addCoverage(session, body, app, host, window);
            addSignals(session, body, app, host, window);
            return Reply.json(body);
        });
    }

    /** The answer of {@code impact_evidence} with instants as texts; each trail says whether its session was recorded. */
    private static ObjectNode evidence(StoreSession session, String app, String host, TimeRange window) {
        ObjectNode row = Objects.requireNonNull(session.first(
                "impact",
                Clause.of(
                        "SELECT impact_evidence(?, ?, ?, ?, ?) AS evidence",
                        session.tenant(),
                        app,
                        host,
                        window.from(),
                        window.to())));
        ObjectNode body = (ObjectNode) row.path("evidence");
        writeTime(body, "window_start");
        writeTime(body, "window_end");
        body.path("errors").forEach(error -> writeTime(error, "first_seen"));
        for (JsonNode trail : body.path("trail")) {
            trail.path("steps").forEach(step -> writeTime(step, "at"));
            ((ObjectNode) trail).put("has_replay", trail.has("replay")).remove("replay");
        }
        return body;
    }

    /** Beacons of the minutes that overlap the window: sessions without beacons mean that beacons are not reported. */
    private static void addCoverage(StoreSession session, ObjectNode body, String app, String host, TimeRange window) {
        ObjectNode beacons = Objects.requireNonNull(session.first(
                "impact-beacons",
                Clause.of(
                        "SELECT coalesce(sum(views), 0)::bigint AS views FROM rum_minutes WHERE tenant = ? AND app = ? "
                                + "AND host = ? AND minute > ? AND minute < ?",
                        session.tenant(),
                        app,
                        host,
                        window.from().minusSeconds(60),
                        window.to())));
        long seen = body.path("sessions_seen").asLong();
        body.putObject("coverage")
                .put("sessions", seen)
                .put("beacon_views", beacons.path("views").asLong())
                .put("note", "events of " + seen + " sessions; opted-out users and other apps are invisible");
    }

    /** Signals of events of the app on the host that fired in a part of the window, the latest first. */
    private static void addSignals(StoreSession session, ObjectNode body, String app, String host, TimeRange window) {
        session.rows(
                        "impact-signals",
                        Clause.of(
                                "SELECT dedup_key, episode, kind, severity, status, title, starts_at, ends_at, evidence "
                                        + "FROM signals WHERE tenant = ? AND app = ? AND host = ? "
                                        + "AND kind IN ('rum.budget_exceeded', 'rum.error_group_new') "
                                        + "AND starts_at <= ? AND (ends_at IS NULL OR ends_at > ?) AND NOT replay "
                                        + "ORDER BY starts_at DESC, dedup_key, episode LIMIT 20",
                                session.tenant(),
                                app,
                                host,
                                window.to(),
                                window.from()))
                .forEach(body.withArray("signals")::add);
    }

    private static void writeTime(JsonNode object, String name) {
        ((ObjectNode) object)
                .put(name, JsonTime.of(Instant.ofEpochMilli(object.path(name).asLong())));
    }
}
