package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.objectives.ObjectiveDocument;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Routes of objectives: the list, one with its definition, burn rates, snapshots and groups. */
public final class ObjectiveRoutes {
    private static final String BASE = "/api/v1/slos";
    private static final String SNAPSHOTS =
            "SELECT generation::text AS generation, slo_group AS \"group\", window_end, "
                    + "revision, good, bad, total, target, method, period_start, period_end, consumed, remaining, windows, burn, "
                    + "observed, expected, coverage, fallback, fallback_share, status, cold_start, burn_window, "
                    + "exhaustion_seconds, roll_off_exhaustion_seconds FROM slo_snapshots AS n WHERE tenant = ? AND slo = ?";
    private static final List<String> STATUSES = List.of("ok", "burning", "exhausted", "no_data");
    private static final List<String> SOURCES = List.of("rum", "synthetic", "convergence", "joint");

    private static final List<String> ORIGINS = List.of("file", "api");

    /** The least budget first; objectives without a value last. */
    private static final Comparator<ObjectNode> BY_REMAINING = Comparator.comparingDouble(
                    (ObjectNode item) -> remaining(item.path("remaining")))
            .thenComparing(item -> item.path("id").asText());

    private final Store store;
    private final Progress progress;

    /** Routes over a store. */
    public ObjectiveRoutes(Store store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(BASE, "service status source managed_by limit cursor", this::list),
                ApiRoute.get(BASE + "/{id}", "", this::one),
                ApiRoute.get(BASE + "/{id}/burn-rate", "group", this::burnRate),
                ApiRoute.get(BASE + "/{id}/snapshots", "group generation from to limit cursor", this::snapshots),
                ApiRoute.get(BASE + "/{id}/groups", "sort limit cursor", this::groups));
    }

    private Reply list(ApiRequest request) {
        Parameters parameters = request.parameters();
        String service = parameters.text("service", Names::isName, "the name of a service");
        List<String> statuses = parameters.words("status", STATUSES);
        String source = parameters.text("source", SOURCES::contains, "one of " + SOURCES);
        String managedBy = parameters.text("managed_by", ORIGINS::contains, "one of " + ORIGINS);
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 2);
        List<ObjectNode> items = store.read(
                request.tenant(), session -> ObjectiveReader.all(session, newest(session, request), service, source));
        List<ObjectNode> page = items.stream()
                .filter(item -> statuses == null
                        || statuses.contains(item.path("status").asText()))
                .filter(item -> managedBy == null
                        || managedBy.equals(item.path("managed_by").asText()))
                .sorted(BY_REMAINING)
                .filter(item -> after == null || isAfter(item, after))
                .limit(limit + 1L)
                .toList();
        return Cursor.page(request, page, limit, List.of("remaining", "id"));
    }

    private Reply one(ApiRequest request) {
        String accept = request.headers().apply("Accept");
        if (accept != null && accept.contains("application/yaml")) {
            return document(request);
        }
        return Reply.json(found(store.read(
                request.tenant(),
                session -> ObjectiveReader.one(session, newest(session, request), request.variable("id")))));
    }

    /** The document alone; its entity tag is its position in the topic. */
    private Reply document(ApiRequest request) {
        ObjectiveDocument document =
                store.read(request.tenant(), session -> ObjectiveDocument.find(session, request.variable("id")));
        if (document == null) {
            throw ApiProblem.notFound("no document of this objective is recorded");
        }
        return Reply.text("application/yaml", document.yaml().getBytes(StandardCharsets.UTF_8))
                .with(Reply.TAG, document.tag());
    }

    private Reply burnRate(ApiRequest request) {
        String group = request.parameters().text("group", Names::isGroup, Names.GROUP_RULE);
        return Reply.json(found(store.read(
                request.tenant(),
                session ->
                        ObjectiveReader.burnRate(session, newest(session, request), request.variable("id"), group))));
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
                            "SELECT DISTINCT ON (n.slo_group) n.slo_group AS id, n.slo_group AS \"group\", n.window_end AS as_of, n.status, "
                                    + "n.good, n.bad, n.total, n.consumed, n.remaining, n.burn, n.coverage, n.cold_start, "
                                    + "n.exhaustion_seconds FROM slo_snapshots AS n JOIN slos AS s ON s.tenant = n.tenant "
                                    + "AND s.slo = n.slo AND s.generation = n.generation WHERE n.tenant = ? AND n.slo = ? "
                                    + "AND n.window_end > ? ORDER BY n.slo_group, n.window_end DESC",
                            session.tenant(),
                            id,
                            newest(session, request).minus(ObjectiveReader.RECENT)));
        });
        Comparator<ObjectNode> order =
                byName ? Comparator.comparing(item -> item.path("id").asText()) : BY_REMAINING;
        List<ObjectNode> page = items.stream()
                .sorted(order)
                .filter(item -> after == null
                        || (byName ? item.path("id").asText().compareTo(after.get(1)) > 0 : isAfter(item, after)))
                .limit(limit + 1L)
                .toList();
        return Cursor.page(request, page, limit, List.of("remaining", "id"));
    }

    private static void require(StoreSession session, String id) {
        found(session.first(
                "slo-exists",
                Clause.of("SELECT slo FROM slos WHERE tenant = ? AND slo = ? AND NOT removed", session.tenant(), id)));
    }

    private Instant newest(StoreSession session, ApiRequest request) {
        return Objects.requireNonNullElse(progress.look(session), request.now());
    }

    private static ObjectNode found(@Nullable ObjectNode objective) {
        if (objective == null) {
            throw ApiProblem.notFound("there is no objective of this name");
        }
        return objective;
    }

    private static boolean isAfter(ObjectNode item, List<String> key) {
        double remaining =
                key.get(0).isEmpty() || key.get(0).equals("null") ? Double.MAX_VALUE : Cursor.decimal(key.get(0));
        int order = Double.compare(remaining(item.path("remaining")), remaining);
        return order > 0 || (order == 0 && item.path("id").asText().compareTo(key.get(1)) > 0);
    }

    private static double remaining(JsonNode value) {
        return value.isNumber() ? value.asDouble() : Double.MAX_VALUE;
    }
}
