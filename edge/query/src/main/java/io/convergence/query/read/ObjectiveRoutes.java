package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.objectives.ObjectiveDocument;
import io.convergence.query.objectives.PublishedObjectives;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Routes of objectives: the list, one with its definition, and its burn rates. */
public final class ObjectiveRoutes {
    private static final String BASE = "/api/v1/slos";
    private static final List<String> STATUSES = List.of("ok", "burning", "exhausted", "no_data");
    private static final List<String> SOURCES = List.of("rum", "synthetic", "convergence", "joint");

    private static final List<String> ORIGINS = List.of("file", "api");

    /** The least budget first; objectives without a value last. */
    static final Comparator<ObjectNode> BY_REMAINING = Comparator.comparingDouble(
                    (ObjectNode item) -> remaining(item.path("remaining")))
            .thenComparing(item -> item.path("id").asText());

    private final Store store;
    private final Progress progress;
    private final ObjectiveReader reader;

    /** Routes over a store. */
    public ObjectiveRoutes(Store store, Progress progress, PublishedObjectives published) {
        this.store = store;
        this.progress = progress;
        this.reader = new ObjectiveReader(published);
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(BASE, "service status source managed_by limit cursor", this::list),
                ApiRoute.get(BASE + "/{id}", "", this::one),
                ApiRoute.get(BASE + "/{id}/burn-rate", "group", this::burnRate));
    }

    private Reply list(ApiRequest request) {
        Parameters parameters = request.parameters();
        String service = parameters.text("service", Names::isName, "the name of a service");
        List<String> statuses = parameters.words("status", STATUSES);
        String source = parameters.text("source", SOURCES::contains, "one of " + SOURCES);
        String managedBy = parameters.text("managed_by", ORIGINS::contains, "one of " + ORIGINS);
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 2);
        List<ObjectNode> items = store.read(request.tenant(), session -> reader.all(session, newest(session, request)));
        List<ObjectNode> page = items.stream()
                .filter(item ->
                        service == null || service.equals(item.path("service").asText()))
                .filter(item ->
                        source == null || source.equals(item.path("source").asText()))
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
                request.tenant(), session -> reader.one(session, newest(session, request), request.variable("id")))));
    }

    /** The document alone, with a strong entity tag. */
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
                session -> reader.burnRate(session, newest(session, request), request.variable("id"), group))));
    }

    private Instant newest(StoreSession session, ApiRequest request) {
        return Objects.requireNonNullElse(progress.look(session), request.now());
    }

    private static ObjectNode found(@Nullable ObjectNode objective) {
        if (objective == null) {
            throw absent();
        }
        return objective;
    }

    static ApiProblem absent() {
        return ApiProblem.notFound("there is no objective of this name");
    }

    /** Whether an item stands after the sort key of {@link #BY_REMAINING}. */
    static boolean isAfter(ObjectNode item, List<String> key) {
        double remaining =
                key.get(0).isEmpty() || key.get(0).equals("null") ? Double.MAX_VALUE : Cursor.decimal(key.get(0));
        int order = Double.compare(remaining(item.path("remaining")), remaining);
        return order > 0 || (order == 0 && item.path("id").asText().compareTo(key.get(1)) > 0);
    }

    private static double remaining(JsonNode value) {
        return value.isNumber() ? value.asDouble() : Double.MAX_VALUE;
    }
}
