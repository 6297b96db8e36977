package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.verdict.Verdict;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes of the latest verdicts. */
public final class VerdictRoutes {
    /** Time after which a silent key is left out. */
    static final Duration GONE = Duration.ofHours(24);

    static final List<String> VERDICTS =
            Arrays.stream(Verdict.values()).map(Verdict::label).toList();

    private static final int HOUR_MINUTES = 60;

    /** Letters of {@code hour}, by the label of a verdict. */
    private static final Map<String, Character> LETTERS = Map.of(
            Verdict.HEALTHY.label(), 'h',
            Verdict.USER_IMPACT_CONFIRMED.label(), 'c',
            Verdict.SYNTHETIC_ONLY_NO_USER_IMPACT.label(), 's',
            Verdict.USER_ONLY_SYNTHETIC_BLIND.label(), 'b');

    /**
     * Items of the verdicts {@code v}; the one value is the instant before which a key is silent. The kinds of firing
     * signals are joined as one list for each host: looking them up for each verdict took as long as all the rest.
     */
    static final String SELECT = "SELECT v.app, v.host, v.window_start, v.window_end, v.verdict, v.previous_verdict, "
            + "(SELECT t.window_end FROM convergence_transitions AS t WHERE t.tenant = v.tenant AND t.app = v.app "
            + "AND t.host = v.host AND t.window_end <= v.window_end AND t.window_end > v.window_end - interval '24 hours' "
            + "ORDER BY t.window_end DESC LIMIT 1) AS since, "
            + "v.window_end < ? AS silent, "
            + "coalesce(f.kinds, '{}') AS firing, "
            + "v.rum_degraded, v.rum_data, v.views, v.error_views, v.error_rate, v.lcp_samples, v.p75_lcp_ms, "
            + "v.p75_ttfb_ms, v.p75_inp_ms, v.p75_cls, v.synthetic_degraded, v.synthetic_data, v.synthetic_samples, "
            + "v.synthetic_failures, v.synthetic_recent_samples, v.synthetic_recent_failures, v.synthetic_window_ms, "
            + "v.trust, v.views_previous_window, v.collapse_since, v.collapse_width_ms, v.expected_views, "
            + "v.missing_views, v.incident_opened_at, v.incident_views, v.incident_error_views "
            + "FROM convergence_verdicts AS v LEFT JOIN (SELECT s.tenant, s.app, s.host, array_agg(DISTINCT s.kind) AS kinds "
            + "FROM signals AS s WHERE s.status = 'firing' AND s.slo IS NULL GROUP BY s.tenant, s.app, s.host) AS f "
            + "ON f.tenant = v.tenant AND f.app = v.app AND f.host = v.host";

    private final Store store;
    private final Progress progress;
    private final ThresholdReader thresholds = new ThresholdReader();

    /** Routes over a store. */
    public VerdictRoutes(Store store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/verdicts", "app host verdict silent include limit cursor", this::list),
                ApiRoute.get("/api/v1/verdicts/{app}/{host}", "", this::one));
    }

    private Reply list(ApiRequest request) {
        Parameters parameters = request.parameters();
        String app = parameters.name("app");
        String host = parameters.host("host");
        List<String> verdicts = parameters.words("verdict", VERDICTS);
        String silent = parameters.word("silent", List.of("include", "only", "exclude"), "include");
        boolean hour = parameters.words("include", List.of("hour")) != null;
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 2);
        List<ObjectNode> items = store.read(request.tenant(), session -> {
            Instant newest = newest(session);
            Instant silentBefore = newest.minus(Progress.SILENCE);
            Clause clause = Clause.of(SELECT, silentBefore)
                    .add("WHERE v.tenant = ? AND v.window_end >= ?", session.tenant(), newest.minus(GONE))
                    .and("v.app = ?", app)
                    .and("v.host = ?", host)
                    .and("v.verdict = ANY (?)", verdicts);
            if (!silent.equals("include")) {
                clause.add("AND v.window_end " + (silent.equals("only") ? "<" : ">=") + " ?", silentBefore);
            }
            if (after != null) {
                clause.add("AND (v.app, v.host) > (?, ?)", after.get(0), after.get(1));
            }
            List<ObjectNode> rows = session.rows("verdicts", clause.add("ORDER BY v.app, v.host LIMIT ?", limit + 1));
            if (hour) {
                addHour(session, rows, newest);
            }
            return rows;
        });
        return Cursor.page(request, items, limit, List.of("app", "host"));
    }

    private Reply one(ApiRequest request) {
        ObjectNode found = store.read(request.tenant(), session -> {
            Instant newest = newest(session);
            ObjectNode item = session.first(
                    "verdict",
                    Clause.of(SELECT, newest.minus(Progress.SILENCE))
                            .add(
                                    "WHERE v.tenant = ? AND v.app = ? AND v.host = ? AND v.window_end >= ?",
                                    session.tenant(),
                                    request.variable("app"),
                                    request.variable("host"),
                                    newest.minus(GONE)));
            if (item != null) {
                item.set("thresholds", thresholds.current(session));
            }
            return item;
        });
        if (found == null) {
            throw ApiProblem.notFound("there is no verdict of this app and host");
        }
        return Reply.json(found);
    }

    private Instant newest(StoreSession session) {
        Instant newest = progress.look(session);
        return newest == null ? Instant.EPOCH.plus(GONE) : newest;
    }

    /** Adds the verdicts of the 60 minutes up to the progress, a letter each, the oldest first. */
    private static void addHour(StoreSession session, List<ObjectNode> rows, Instant newest) {
        Instant last = Instant.ofEpochSecond(newest.getEpochSecond() / 60 * 60);
        Instant first = last.minus(Duration.ofMinutes(HOUR_MINUTES - 1L));
        Map<List<String>, char[]> hours = new HashMap<>();
        for (ObjectNode row : rows) {
            hours.put(key(row), "-".repeat(HOUR_MINUTES).toCharArray());
        }
        Clause clause = Clause.of(
                "SELECT k.app, k.host, m.window_end, m.verdict FROM unnest(?::text[], ?::text[]) AS k (app, host) "
                        + "CROSS JOIN LATERAL (SELECT c.window_end, c.verdict FROM convergence_minutes AS c "
                        + "WHERE c.tenant = ? AND c.app = k.app AND c.host = k.host AND c.window_end >= ? "
                        + "AND c.window_end <= ?) AS m",
                texts(rows, "app"),
                texts(rows, "host"),
                session.tenant(),
                first,
                last);
        session.each("hour", clause, minute -> {
            Instant end = minute.time("window_end");
            char[] letters =
                    hours.get(List.of(String.valueOf(minute.text("app")), String.valueOf(minute.text("host"))));
            if (letters != null && end != null) {
                letters[(int) Duration.between(first, end).toMinutes()] = letter(minute.text("verdict"));
            }
        });
        for (ObjectNode row : rows) {
            row.put("hour", String.valueOf(hours.get(key(row))));
        }
    }

    private static List<String> key(JsonNode row) {
        return List.of(row.path("app").asText(), row.path("host").asText());
    }

    private static List<String> texts(List<ObjectNode> rows, String field) {
        return rows.stream().map(row -> row.path(field).asText()).toList();
    }

    private static char letter(@Nullable String verdict) {
        return LETTERS.getOrDefault(String.valueOf(verdict), '-');
    }
}
