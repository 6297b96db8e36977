package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.feed.RejectedRequests;
import io.convergence.query.feed.TopicMemory;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Route of what gateways took in for a tenant, and what they refused. */
public final class IntakeRoutes {
    private static final String ACCEPTED =
            "SELECT extract(epoch FROM date_bin(make_interval(secs => ?), minute, 'epoch'))"
                    + "::bigint AS time, sum(views)::bigint AS views FROM rum_minutes WHERE tenant = ? AND minute >= ? AND minute < ? "
                    + "GROUP BY 1";
    private static final String VIEWS = "accepted_views";
    private static final int MINUTE = 60;

    private final Store store;
    private final TopicMemory memory;

    /** The route over a store and what was read of the topic of refused requests. */
    public IntakeRoutes(Store store, TopicMemory memory) {
        this.store = store;
        this.memory = memory;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/api/v1/ingest", "from to step", this::intake));
    }

    private Reply intake(ApiRequest request) {
        TimeRange range = request.parameters().range(request.now(), Spans.USUAL, Spans.DAY);
        // Counts are by minute, so a shorter bucket would be empty.
        long step = range.stepSeconds(Math.max(MINUTE, request.parameters().step()));
        TimeColumns columns = new TimeColumns(range, step);
        long[] views = {0};
        store.read(request.tenant(), session -> {
            Clause clause = Clause.of(ACCEPTED, (double) step, session.tenant(), range.from(), range.to());
            session.each("ingest", clause, row -> {
                views[0] += row.number("views");
                columns.count(VIEWS, columns.positionOf(row.number("time")), row.number("views"));
            });
            return views;
        });
        Map<String, Long> rejected = new TreeMap<>();
        RejectedRequests counts = memory.rejects().of(request.tenant());
        counts.each(range.from(), range.to(), (minute, plane, reason, count) -> {
            rejected.merge(reason, count, Long::sum);
            columns.count(reason, columns.positionOf(minute), count);
        });
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("from", JsonTime.of(range.from()));
        body.put("to", JsonTime.of(range.to()));
        body.put("step_seconds", step);
        body.put("broker", memory.broker());
        body.put(VIEWS, views[0]);
        body.putNull("rejected");
        ObjectNode series = body.putObject("series");
        columns.addTimes(series);
        columns.addCounts(series, List.of(VIEWS));
        series.putNull("rejected");
        if (memory.isComplete()) {
            ObjectNode totals = body.putObject("rejected");
            rejected.forEach(totals::put);
            columns.addCounts(series.putObject("rejected"), List.copyOf(rejected.keySet()));
        }
        return Reply.json(body);
    }
}
