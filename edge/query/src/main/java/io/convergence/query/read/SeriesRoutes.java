package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import java.util.List;
import java.util.Map;

/** Route of the judged minutes of an app on a host as columns for a chart. */
public final class SeriesRoutes {
    /**
     * The worst of each bucket; of the views, whose windows overlap, those of its last minute. The last minutes are looked
     * up by their keys: LIMIT 1 keeps the planner from reading the whole span a second time for a hash join, and the buckets
     * need no sort of all minutes.
     */
    private static final String SELECT =
            "WITH bucket AS (SELECT date_bin(make_interval(secs => ?), window_end, 'epoch') "
                    + "AS start, min(CASE verdict WHEN 'user_impact_confirmed' THEN 0 WHEN 'user_only_synthetic_blind' THEN 1 "
                    + "WHEN 'synthetic_only_no_user_impact' THEN 2 ELSE 3 END) AS verdict, max(window_end) AS last, "
                    + "max(error_views::float8 / nullif(views, 0)) AS error_rate, max(p75_lcp_ms) AS p75_lcp_ms, "
                    + "max(p75_ttfb_ms) AS p75_ttfb_ms, max(p75_inp_ms) AS p75_inp_ms, max(p75_cls) AS p75_cls, "
                    + "max(synthetic_failures::float8 / nullif(synthetic_samples, 0)) AS synthetic_failure_ratio "
                    + "FROM convergence_minutes WHERE tenant = ? AND app = ? AND host = ? AND window_end >= ? AND window_end < ? "
                    + "GROUP BY 1) SELECT extract(epoch FROM b.start)::bigint AS time, b.verdict, b.error_rate, b.p75_lcp_ms, "
                    + "b.p75_ttfb_ms, b.p75_inp_ms, b.p75_cls, b.synthetic_failure_ratio, n.views, n.synthetic_samples "
                    + "FROM bucket AS b JOIN LATERAL (SELECT m.views, m.synthetic_samples FROM convergence_minutes AS m "
                    + "WHERE m.tenant = ? AND m.app = ? AND m.host = ? AND m.window_end = b.last LIMIT 1) AS n ON true "
                    + "ORDER BY b.start";

    /** Verdicts by their rank in the statement. */
    private static final Map<Long, String> BY_RANK = Map.of(
            0L, "user_impact_confirmed",
            1L, "user_only_synthetic_blind",
            2L, "synthetic_only_no_user_impact",
            3L, "healthy");

    private static final List<String> NUMBERS = List.of(
            "views",
            "error_rate",
            "p75_lcp_ms",
            "p75_ttfb_ms",
            "p75_inp_ms",
            "p75_cls",
            "synthetic_samples",
            "synthetic_failure_ratio");

    private final Store store;
    private final ThresholdReader thresholds = new ThresholdReader();

    /** Routes over a store. */
    public SeriesRoutes(Store store) {
        this.store = store;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/api/v1/series", "app host from to step", this::series));
    }

    private Reply series(ApiRequest request) {
        Parameters parameters = request.parameters();
        String app = parameters.required("app", parameters.name("app"));
        String host = parameters.required("host", parameters.host("host"));
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.CHART);
        long step = range.stepSeconds(parameters.step());
        TimeColumns columns = new TimeColumns(range, step);
        ObjectNode answer = store.read(request.tenant(), session -> {
            Clause clause = Clause.of(SELECT, (double) step, session.tenant(), app, host, range.from(), range.to())
                    .add("", session.tenant(), app, host);
            session.each("series", clause, row -> {
                int at = columns.positionOf(row.number("time"));
                columns.text("verdict", at, BY_RANK.getOrDefault(row.number("verdict"), "healthy"));
                for (String name : NUMBERS) {
                    columns.number(name, at, row.decimal(name));
                }
            });
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("app", app);
            body.put("host", host);
            body.put("step_seconds", step);
            columns.addTimes(body);
            columns.addTexts(body, List.of("verdict"));
            columns.addNumbers(body, NUMBERS);
            body.set("thresholds", thresholds.within(session, range));
            return body;
        });
        return Reply.json(answer);
    }
}
