package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.VitalsSum;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Routes of pages and of vitals over time, merged from the histograms of page minutes: percentiles are within 1 %. */
public final class PageRoutes {
    private static final List<Vital> LISTED = List.of(Vital.LCP, Vital.TTFB, Vital.INP, Vital.CLS);

    /** The histograms of a page are sent one after the other in one value, not a row for each minute. */
    private static final String PAGES =
            "SELECT page, sum(views)::bigint AS views, sum(error_views)::bigint AS error_views, "
                    + "string_agg(vitals, '') AS vitals, count(*) OVER () AS pages FROM rum_minutes WHERE tenant = ? AND app = ? "
                    + "AND host = ? AND minute >= ? AND minute < ? GROUP BY page ORDER BY 2 DESC, page COLLATE \"C\" LIMIT ?";

    private final Store store;
    private final Function<ApiRequest, Reply> eventVitals;

    /**
     * Routes over a store.
     *
     * @param eventVitals what answers requests for the vitals of events
     */
    public PageRoutes(Store store, Function<ApiRequest, Reply> eventVitals) {
        this.store = store;
        this.eventVitals = eventVitals;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/pages", "app host from to limit", this::pages),
                ApiRoute.get("/api/v1/vitals", "app host page from to step quantile source by limit", this::vitals));
    }

    private Reply pages(ApiRequest request) {
        Parameters parameters = request.parameters();
        String app = parameters.required("app", parameters.name("app"));
        String host = parameters.required("host", parameters.host("host"));
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.DAY);
        int limit = parameters.limit();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray("items");
        body.put("pages", 0);
        VitalsSum sum = new VitalsSum(Vital.LOAD);
        store.read(request.tenant(), session -> {
            session.each(
                    "pages", Clause.of(PAGES, session.tenant(), app, host, range.from(), range.to(), limit), row -> {
                        items.add(item(row, sum));
                        body.put("pages", row.number("pages"));
                    });
            return body;
        });
        body.putNull("next");
        return Reply.json(body);
    }

    private static ObjectNode item(StoreRow row, VitalsSum sum) {
        byte[] bytes = row.bytes("vitals");
        if (bytes != null) {
            sum.add(bytes);
        }
        VitalHistograms vitals = sum.take();
        long views = row.number("views");
        long errorViews = row.number("error_views");
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("page", row.text("page"));
        item.put("views", views);
        item.put("error_views", errorViews);
        item.put("error_rate", views == 0 ? null : (double) errorViews / views);
        item.put("lcp_samples", vitals.count(Vital.LCP));
        for (Vital vital : LISTED) {
            item.put(vital.p75Label(), vitals.quantile(vital, 75, 100));
        }
        return item;
    }

    private Reply vitals(ApiRequest request) {
        Parameters parameters = request.parameters();
        if (parameters.word("source", List.of("beacons", "events"), "beacons").equals("events")) {
            return eventVitals.apply(request);
        }
        for (String other : List.of("by", "limit")) {
            if (parameters.values().containsKey(other)) {
                throw ApiProblem.parameter(other, "only source=events is counted by a dimension");
            }
        }
        String app = parameters.required("app", parameters.name("app"));
        String host = parameters.required("host", parameters.host("host"));
        String page = parameters.page();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, page == null ? Spans.DAY : Spans.MONTH);
        long step = range.stepSeconds(parameters.step());
        int quantile = (int) Math.round(parameters.decimal("quantile", 0.5, 0.99, 0.75) * 1_000_000);
        TimeColumns columns = new TimeColumns(range, step);
        Map<Integer, PageTotals> buckets = new HashMap<>();
        store.read(request.tenant(), session -> {
            Clause clause = Clause.of(
                            "SELECT extract(epoch FROM minute)::bigint AS time, views, error_views, vitals "
                                    + "FROM rum_minutes WHERE tenant = ? AND app = ? AND host = ? AND minute >= ? "
                                    + "AND minute < ?",
                            session.tenant(),
                            app,
                            host,
                            range.from(),
                            range.to())
                    .and("page = ?", page);
            session.each(
                    "vitals",
                    clause,
                    row -> buckets.computeIfAbsent(columns.positionOf(row.number("time")), at -> new PageTotals())
                            .add(row));
            return buckets;
        });
        buckets.forEach((at, sums) -> {
            columns.number("views", at, (double) sums.views());
            columns.number("error_views", at, (double) sums.errorViews());
            for (Vital vital : Vital.values()) {
                columns.number(vital.label(), at, sums.vitals().quantile(vital, quantile, 1_000_000));
            }
        });
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("app", app);
        body.put("host", host);
        body.put("page", page);
        body.put("quantile", quantile / 1e6);
        body.put("step_seconds", step);
        columns.addTimes(body);
        columns.addNumbers(
                body, List.of("views", "error_views", "lcp_ms", "ttfb_ms", "inp_ms", "cls", "fcp_ms", "load_ms"));
        return Reply.json(body);
    }
}
