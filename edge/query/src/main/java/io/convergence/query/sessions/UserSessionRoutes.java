package io.convergence.query.sessions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.ingest.Alphabet;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.read.Spans;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes of the sessions of users: a list, the one that began latest first, and one session with its events. */
public final class UserSessionRoutes {
    private static final String SESSION =
            "SELECT s.app, s.session, s.started_at, s.last_seen, s.ended_at, s.end_reason, "
                    + "s.events, s.duplicates, s.views, s.page_views, s.errors, s.actions, s.resources, s.long_tasks, s.entry_page, "
                    + "s.exit_page, nullif(s.host, '') AS host, s.labels, s.user_hash AS user, s.has_replay, s.sample_rate, "
                    + "s.session_type FROM rum_sessions AS s WHERE s.tenant = ?";

    private static final String EVENT = "SELECT t.id, t.received_at, t.at, t.app, nullif(t.host, '') AS host, t.type, "
            + "t.name, t.value, t.page, t.view, t.fingerprint, t.measures, t.labels, t.tags FROM rum_timeline AS t "
            + "WHERE t.tenant = ? AND t.session = ?";

    private static final String SEGMENT = "SELECT r.app, r.view, r.index, r.received_at, r.started_at, r.ended_at, "
            + "r.records, r.bytes, r.raw_bytes, r.full_snapshot, r.mask FROM rum_replay_segments AS r "
            + "WHERE r.tenant = ? AND r.session = ?";

    private final Store store;

    /** Routes over a store. */
    public UserSessionRoutes(Store store) {
        this.store = store;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/sessions", "app host page user from to limit cursor", this::list),
                ApiRoute.get("/api/v1/sessions/{id}", "app limit cursor", this::one));
    }

    private Reply list(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.LIST);
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 3);
        Clause clause = Clause.of(SESSION, request.tenant())
                .add("AND s.started_at < ? AND s.last_seen >= ?", range.to(), range.from())
                .and("s.app = ?", parameters.name("app"))
                .and("s.host = ?", parameters.host("host"))
                .and("s.user_hash = ?", parameters.text("user", Alphabet.ID::admits, Alphabet.ID.rule()));
        String page = parameters.page();
        if (page != null) {
            clause.add(
                    "AND EXISTS (SELECT FROM rum_timeline AS t WHERE t.tenant = ? AND t.session = s.session "
                            + "AND t.app = s.app AND t.page = ? AND t.received_at >= s.started_at "
                            + "AND t.received_at <= s.last_seen)",
                    request.tenant(),
                    page);
        }
        if (after != null) {
            clause.add(
                    "AND (s.started_at, s.app, s.session) < (?, ?, ?)",
                    Cursor.time(after.get(0)),
                    after.get(1),
                    after.get(2));
        }
        clause.add("ORDER BY s.started_at DESC, s.app DESC, s.session DESC LIMIT ?", limit + 1);
        List<ObjectNode> items = store.read(request.tenant(), session -> {
            requireAny(session);
            return session.rows("sessions", clause);
        });
        return Cursor.page(request, items, limit, List.of("started_at", "app", "session"));
    }

    /** One session: its parts and segments of recordings whole, its events page by page. */
    private Reply one(ApiRequest request) {
        Parameters parameters = request.parameters();
        String id = request.variable("id");
        String app = parameters.name("app");
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 3);
        Clause events = Clause.of(EVENT, request.tenant(), id).and("t.app = ?", app);
        if (after != null) {
            events.add(
                    "AND (t.at, t.id, t.received_at) > (?, ?, ?)",
                    Cursor.time(after.get(0)),
                    after.get(1),
                    Cursor.time(after.get(2)));
        }
        events.add("ORDER BY t.at, t.id, t.received_at LIMIT ?", limit + 1);
        return store.read(request.tenant(), session -> {
            requireAny(session);
            List<ObjectNode> parts = session.rows(
                    "session",
                    Clause.of(SESSION, session.tenant())
                            .add("AND s.session = ?", id)
                            .and("s.app = ?", app)
                            .add("ORDER BY s.started_at, s.app"));
            if (parts.isEmpty()) {
                throw ApiProblem.notFound("there is no such session");
            }
            List<ObjectNode> segments = session.rows(
                    "session-segments",
                    Clause.of(SEGMENT, session.tenant(), id)
                            .and("r.app = ?", app)
                            .add("ORDER BY r.received_at, r.view, r.index"));
            ObjectNode body = Cursor.body(
                    request, session.rows("session-events", events), limit, List.of("at", "id", "received_at"));
            addAll(body.putArray("parts"), parts);
            addAll(body.putArray("segments"), segments);
            return Cursor.reply(request, body);
        });
    }

    private static void addAll(ArrayNode list, List<ObjectNode> items) {
        items.forEach(list::add);
    }

    /** Ends the request when no session of the tenant was ever counted. */
    static void requireAny(StoreSession session) {
        @Nullable
        ObjectNode any = session.first(
                "any-session", Clause.of("SELECT app FROM rum_sessions WHERE tenant = ? LIMIT 1", session.tenant()));
        if (any == null) {
            throw ApiProblem.notCollected("no sessions of this tenant were collected: beacons carry no session; "
                    + "events.enabled of the gateway and the sessions job collect them");
        }
    }
}
