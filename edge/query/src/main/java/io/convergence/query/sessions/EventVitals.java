package io.convergence.query.sessions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.rollup.Dimensions;
import io.convergence.core.rollup.Distribution;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.read.Spans;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreRow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles of the vitals of events over a span, by one dimension: the distributions of the minutes are merged bin by bin,
 * so a percentile is that of all values of the span, within 1 %.
 */
public final class EventVitals {
    private static final String DEVICE = "device";
    private static final List<String> DIMENSIONS =
            List.of(Dimensions.ALL, Dimensions.PAGE, DEVICE, "browser", "connection", "country", "version");

    /** Widest span over which distributions are merged: a minute has a row for each metric, device and value. */
    private static final Duration WIDEST = Duration.ofHours(24);

    /** The values with the most samples of each vital. The distributions are sent one after the other in one value. */
    private static final String SELECT =
            "SELECT * FROM (SELECT metric, %1$s AS value, sum(samples)::bigint AS samples, "
                    + "sum(good)::bigint AS good, sum(poor)::bigint AS poor, sum(weight)::bigint AS weight, "
                    + "string_agg(bins, '') AS bins, row_number() OVER (PARTITION BY metric ORDER BY sum(samples) DESC, "
                    + "%1$s COLLATE \"C\") AS rank FROM rum_metric_minutes WHERE tenant = ? AND app = ? AND host = ? "
                    + "AND minute >= ? AND minute < ? AND metric IN ('lcp', 'inp', 'cls', 'fcp', 'ttfb', 'fid') "
                    + "AND dimension = ? AND samples > 0";

    private final Store store;

    /** Vitals of a store. */
    public EventVitals(Store store) {
        this.store = store;
    }

    /** The answer to a request for the vitals of events. */
    public Reply vitals(ApiRequest request) {
        Parameters parameters = request.parameters();
        for (String other : List.of("step", "quantile")) {
            if (parameters.values().containsKey(other)) {
                throw ApiProblem.parameter(other, "source=events has all quantiles of the whole span");
            }
        }
        String app = parameters.required("app", parameters.name("app"));
        String host = parameters.required("host", parameters.host("host"));
        String page = parameters.page();
        String by = parameters.word("by", DIMENSIONS, page == null ? Dimensions.ALL : Dimensions.PAGE);
        if (page != null && !by.equals(Dimensions.PAGE)) {
            throw ApiProblem.parameter("page", "metrics are counted by one dimension at a time; leave out by or page");
        }
        TimeRange range = parameters.range(request.now(), Spans.USUAL, WIDEST);
        int limit = parameters.limit();
        boolean byDevice = by.equals(DEVICE);
        Clause clause = Clause.of(
                        SELECT.formatted(byDevice ? DEVICE : "value"),
                        request.tenant(),
                        app,
                        host,
                        range.from(),
                        range.to(),
                        byDevice ? Dimensions.ALL : by)
                .and("value = ?", page)
                .add("GROUP BY 1, 2) AS ranked WHERE rank <= ? ORDER BY metric, rank", limit);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("app", app).put("host", host).put("source", "events").put("by", by);
        body.put("from", JsonTime.of(range.from())).put("to", JsonTime.of(range.to()));
        ArrayNode items = body.putArray("items");
        store.read(request.tenant(), session -> {
            UserSessionRoutes.requireAny(session);
            session.each("event-vitals", clause, row -> items.add(item(row, by)));
            return body;
        });
        return Reply.json(body);
    }

    private static ObjectNode item(StoreRow row, String by) {
        Distribution values = new Distribution();
        values.merge(Objects.requireNonNull(row.bytes("bins")));
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        @Nullable String value = by.equals(Dimensions.ALL) ? null : row.text("value");
        item.put("metric", row.text("metric"));
        item.put("value", value);
        for (String count : List.of("samples", "good", "poor")) {
            item.put(count, row.number(count));
        }
        // A weight of 1000 is one sample of a session that was certain to be sampled.
        item.put("estimated_samples", Math.round(row.number("weight") / 1_000.0));
        item.put("p50", values.quantile(50, 100));
        item.put("p75", values.quantile(75, 100));
        item.put("p95", values.quantile(95, 100));
        item.put("p99", values.quantile(99, 100));
        return item;
    }
}
