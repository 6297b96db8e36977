package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.objectives.PublishedObjectives;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Routes of the snapshots of an objective: their history, and the latest of each group. */
public final class ObjectiveSnapshots {
    private static final String BASE = "/api/v1/slos/{id}";
    private static final String SNAPSHOTS =
            "SELECT generation::text AS generation, slo_group AS \"group\", window_end, "
                    + "revision, good, bad, total, target, method, period_start, period_end, consumed, remaining, windows, burn, "
                    + "observed, expected, coverage, fallback, fallback_share, status, cold_start, burn_window, "
                    + "exhaustion_seconds, roll_off_exhaustion_seconds, resolution_seconds FROM slo_snapshots AS n WHERE tenant = ? AND slo = ?";
    private final Store store;
    private final Progress progress;
    private final ObjectiveReader reader;

    /** Routes over a store. */
    public ObjectiveSnapshots(Store store, Progress progress, PublishedObjectives published) {
        this.store = store;
        this.progress = progress;
        this.reader = new ObjectiveReader(published);
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(BASE + "/snapshots", "group generation from to limit cursor", this::snapshots),
                ApiRoute.get(BASE + "/groups", "sort limit cursor", this::groups));
    }

    private Reply snapshots(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.CHART);
        String generation = parameters.text("generation", text -> text.matches("\\d{1,19}"), "a generation");
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 3);
        Clause clause = Clause.of(SNAPSHOTS, request.tenant(), request.variable("id"))
                .add("AND window_end >= ? AND window_end < ?", range.from(), range.to())
                .and("slo_group = ?", parameters.text("group", Names::isGroup, Names.GROUP_RULE))
                .and("n.generation::text = ?", generation);
        if (after != null) {
            clause.add(
                    "AND (window_end, slo_group, n.generation) < (?, ?, ?)",
                    Cursor.time(after.get(0)),
                    after.get(1),
                    Cursor.number(after.get(2)));
        }
        clause.add("ORDER BY window_end DESC, slo_group DESC, n.generation DESC LIMIT ?", limit + 1);
        List<ObjectNode> items = store.read(request.tenant(), session -> {
            require(session, request.variable("id"));
            return session.rows("snapshots", clause);
        });
        return Cursor.page(request, items, limit, List.of("window_end", "group", "generation"));
    }

    private Reply groups(ApiRequest request) {
        Parameters parameters = request.parameters();
        boolean byName = parameters
                .word("sort", List.of("remaining", "name"), "remaining")
                .equals("name");
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 2);
        String id = request.variable("id");
        List<ObjectNode> items = store.read(request.tenant(), session -> {
            require(session, id);
            return session.rows(
                    "groups",
                    Clause.of(
                            "SELECT n.slo_group AS id, n.slo_group AS \"group\", n.window_end AS as_of, n.status, "
                                    + "n.good, n.bad, n.total, n.consumed, n.remaining, n.burn, n.coverage, n.cold_start, "
                                    + "n.exhaustion_seconds FROM slo_status AS n JOIN slos AS s ON s.tenant = n.tenant "
                                    + "AND s.slo = n.slo AND s.generation = n.generation WHERE n.tenant = ? AND n.slo = ? "
                                    + "AND n.window_end > ?",
                            session.tenant(),
                            id,
                            Objects.requireNonNullElse(progress.look(session), request.now())
                                    .minus(ObjectiveRows.RECENT)));
        });
        Comparator<ObjectNode> order =
                byName ? Comparator.comparing(item -> item.path("id").asText()) : ObjectiveRoutes.BY_REMAINING;
        List<ObjectNode> page = items.stream()
                .sorted(order)
                .filter(item -> after == null
                        || (byName
                                ? item.path("id").asText().compareTo(after.get(1)) > 0
                                : ObjectiveRoutes.isAfter(item, after)))
                .limit(limit + 1L)
                .toList();
        return Cursor.page(request, page, limit, List.of("remaining", "id"));
    }

    private void require(StoreSession session, String id) {
        if (!reader.exists(session, id)) {
            throw ObjectiveRoutes.absent();
        }
    }
}
