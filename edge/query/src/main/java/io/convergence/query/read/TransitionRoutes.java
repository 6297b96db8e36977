package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import java.util.List;

/** Route of the changes of verdicts, the newest first. */
public final class TransitionRoutes {
    private static final String COLUMNS =
            "app, host, window_start, window_end, verdict, previous_verdict, rum_degraded, "
                    + "rum_data, views, error_views, error_rate, lcp_samples, p75_lcp_ms, p75_ttfb_ms, p75_inp_ms, p75_cls, "
                    + "synthetic_degraded, synthetic_data, synthetic_samples, synthetic_failures, synthetic_recent_samples, "
                    + "synthetic_recent_failures, synthetic_window_ms, trust, views_previous_window, collapse_since, "
                    + "collapse_width_ms, expected_views, missing_views, incident_opened_at, incident_views, "
                    + "incident_error_views";

    private final Store store;

    /** Routes over a store. */
    public TransitionRoutes(Store store) {
        this.store = store;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/api/v1/transitions", "app host verdict from to limit cursor", this::list));
    }

    private Reply list(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.LIST);
        Clause clause = Clause.of(
                        "SELECT " + COLUMNS + " FROM convergence_transitions WHERE tenant = ?", request.tenant())
                .add("AND window_end >= ? AND window_end < ?", range.from(), range.to())
                .and("app = ?", parameters.name("app"))
                .and("host = ?", parameters.host("host"))
                .and("verdict = ANY (?)", parameters.words("verdict", VerdictRoutes.VERDICTS));
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 3);
        if (after != null) {
            clause.add(
                    "AND (window_end, app, host) < (?, ?, ?)", Cursor.time(after.get(0)), after.get(1), after.get(2));
        }
        clause.add("ORDER BY window_end DESC, app DESC, host DESC LIMIT ?", limit + 1);
        List<ObjectNode> items = store.read(request.tenant(), session -> session.rows("transitions", clause));
        return Cursor.page(request, items, limit, List.of("window_end", "app", "host"));
    }
}
