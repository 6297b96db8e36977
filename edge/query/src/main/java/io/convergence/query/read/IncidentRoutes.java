package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Route of the incidents of apps on hosts, the newest first. */
public final class IncidentRoutes {
    /** Incidents that overlap the span: they began before its end and had not ended before its start. */
    private static final String SELECT = "SELECT i.app, i.host, i.opened_at AS started_at, i.ended_at, i.updated_at, "
            + "i.worst_verdict, i.reason, i.first_kind, i.views, i.error_views, i.missing_views, "
            + "p.error_rate AS peak_error_rate, p.p75_lcp_ms AS peak_p75_lcp_ms, "
            + "p.failure_ratio AS peak_synthetic_failure_ratio FROM incidents AS i LEFT JOIN LATERAL ("
            + "SELECT max(m.error_views::float8 / nullif(m.views, 0)) AS error_rate, max(m.p75_lcp_ms) AS p75_lcp_ms, "
            + "max(m.synthetic_failures::float8 / nullif(m.synthetic_samples, 0)) AS failure_ratio "
            + "FROM convergence_minutes AS m WHERE m.tenant = i.tenant AND m.app = i.app AND m.host = i.host "
            + "AND m.window_end >= i.opened_at AND m.window_end <= i.updated_at) AS p ON true";

    private final Store store;

    /** Routes over a store. */
    public IncidentRoutes(Store store) {
        this.store = store;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/api/v1/incidents", "app host state from to limit cursor", this::list));
    }

    private Reply list(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.LIST);
        List<String> states = parameters.words("state", List.of("open", "closed"));
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 3);
        Clause clause = Clause.of(SELECT)
                .add("WHERE i.tenant = ?", request.tenant())
                .add("AND i.opened_at < ? AND (i.ended_at IS NULL OR i.ended_at >= ?)", range.to(), range.from())
                .and("i.app = ?", parameters.name("app"))
                .and("i.host = ?", parameters.host("host"));
        if (states != null && states.stream().distinct().count() == 1) {
            clause.add(states.contains("open") ? "AND i.ended_at IS NULL" : "AND i.ended_at IS NOT NULL");
        }
        if (after != null) {
            clause.add(
                    "AND (i.opened_at, i.app, i.host) < (?, ?, ?)",
                    Cursor.time(after.get(0)),
                    after.get(1),
                    after.get(2));
        }
        clause.add("ORDER BY i.opened_at DESC, i.app DESC, i.host DESC LIMIT ?", limit + 1);
        List<ObjectNode> items = store.read(request.tenant(), session -> {
            List<ObjectNode> rows = session.rows("incidents", clause);
            rows.stream().limit(limit).forEach(row -> complete(session, row));
            return rows;
        });
        return Cursor.page(request, items, limit, List.of("started_at", "app", "host"));
    }

    private static void complete(StoreSession session, ObjectNode row) {
        Instant started = Instant.parse(row.path("started_at").asText());
        JsonNode ended = row.path("ended_at");
        Instant until = Instant.parse(ended.isNull() ? row.path("updated_at").asText() : ended.asText());
        row.put("duration_seconds", Duration.between(started, until).toSeconds());
        ObjectNode peak = row.putObject("peak");
        for (String name : List.of("error_rate", "p75_lcp_ms", "synthetic_failure_ratio")) {
            peak.set(name, row.remove("peak_" + name));
        }
        String app = row.path("app").asText();
        String host = row.path("host").asText();
        ArrayNode changes = row.putArray("changes");
        session.rows(
                        "incident-changes",
                        Clause.of(
                                "SELECT window_end AS at, verdict FROM convergence_transitions WHERE tenant = ? AND app = ? "
                                        + "AND host = ? AND window_end >= ? AND window_end <= ? ORDER BY window_end",
                                session.tenant(),
                                app,
                                host,
                                started,
                                until))
                .forEach(changes::add);
        ArrayNode signals = row.putArray("signals");
        TreeSet<String> kinds = new TreeSet<>();
        String incident = session.tenant() + '/' + app + '/' + host + '/' + started.toEpochMilli();
        session.rows(
                        "incident-signals",
                        Clause.of(
                                "SELECT dedup_key, episode, kind FROM signals WHERE tenant = ? AND app = ? AND host = ? "
                                        + "AND starts_at >= ? AND starts_at <= ? AND incident = ? ORDER BY starts_at, kind",
                                session.tenant(),
                                app,
                                host,
                                started,
                                until,
                                incident))
                .forEach(signal -> {
                    kinds.add(signal.remove("kind").asText());
                    signals.add(signal);
                });
        ArrayNode list = row.putArray("kinds");
        kinds.forEach(list::add);
    }
}
