package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.vitals.Vital;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Routes of pages and of vitals over time, merged from the histograms of page minutes: percentiles are within 1 %. */
public final class PageRoutes {
    private static final List<Vital> LISTED = List.of(Vital.LCP, Vital.TTFB, Vital.INP, Vital.CLS);

    private final Store store;

    /** Routes over a store. */
    public PageRoutes(Store store) {
        this.store = store;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/pages", "app host from to limit", this::pages),
                ApiRoute.get("/api/v1/vitals", "app host page from to step quantile", this::vitals));
    }

    private Reply pages(ApiRequest request) {
        Parameters parameters = request.parameters();
        String app = parameters.required("app", parameters.name("app"));
        String host = parameters.required("host", parameters.host("host"));
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.DAY);
        int limit = parameters.limit();
        Map<String, PageSums> pages = new HashMap<>();
        store.read(request.tenant(), session -> {
            session.each(
                    "pages",
                    Clause.of(
                            "SELECT page, views, error_views, vitals FROM rum_minutes WHERE tenant = ? AND app = ? "
                                    + "AND host = ? AND minute >= ? AND minute < ?",
                            session.tenant(),
                            app,
                            host,
                            range.from(),
                            range.to()),
                    row -> pages.computeIfAbsent(String.valueOf(row.text("page")), page -> new PageSums())
                            .add(row));
            return pages;
        });
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray("items");
        pages.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, PageSums>>comparingLong(
                                page -> -page.getValue().views())
                        .thenComparing(Map.Entry::getKey))
                .limit(limit)
                .forEach(page -> items.add(item(page.getKey(), page.getValue())));
        body.put("pages", pages.size());
        body.putNull("next");
        return Reply.json(body);
    }

    private static ObjectNode item(String page, PageSums sums) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("page", page);
        item.put("views", sums.views());
        item.put("error_views", sums.errorViews());
        item.put("error_rate", sums.views() == 0 ? null : (double) sums.errorViews() / sums.views());
        item.put("lcp_samples", sums.vitals().count(Vital.LCP));
        for (Vital vital : LISTED) {
            item.put(vital.p75Label(), sums.vitals().quantile(vital, 75, 100));
        }
        return item;
    }

    private Reply vitals(ApiRequest request) {
        Parameters parameters = request.parameters();
        String app = parameters.required("app", parameters.name("app"));
        String host = parameters.required("host", parameters.host("host"));
        String page = parameters.page();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, page == null ? Spans.DAY : Spans.MONTH);
        long step = range.stepSeconds(parameters.step());
        int quantile = (int) Math.round(parameters.decimal("quantile", 0.5, 0.99, 0.75) * 1_000_000);
        TimeColumns columns = new TimeColumns(range, step);
        Map<Integer, PageSums> buckets = new HashMap<>();
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
                    row -> buckets.computeIfAbsent(columns.positionOf(row.number("time")), at -> new PageSums())
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
