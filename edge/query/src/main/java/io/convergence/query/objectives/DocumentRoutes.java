package io.convergence.query.objectives;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Reply;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Routes that read OpenSLO documents: the versions of an objective's document, and every document of a tenant. */
public final class DocumentRoutes {
    /**
     * Versions of one SLO document, numbered from 1, with the text before each. A topic that was created again begins at
     * position 0, so topics are ordered by their first record. Rows are only ever added, so a version keeps its number.
     */
    private static final String VERSIONS = "SELECT version, kind, name, CASE WHEN text IS NULL THEN 'deleted' "
            + "WHEN previous_text IS NULL THEN 'created' ELSE 'changed' END AS change, written_at AS at, origin, author, "
            + "text, previous_text FROM (SELECT d.*, row_number() OVER w AS version, lag(d.text) OVER w AS previous_text "
            + "FROM (SELECT e.*, min(e.written_at) OVER (PARTITION BY e.topic_id) AS topic_since FROM slo_documents AS e "
            + "WHERE e.tenant = ? AND e.kind = 'SLO' AND e.name = ?) AS d "
            + "WINDOW w AS (ORDER BY d.topic_since, d.topic_id, d.position)) AS v";

    private final Store store;

    /** Routes over a store. */
    public DocumentRoutes(Store store) {
        this.store = store;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/slos/{id}/versions", "limit cursor", this::versions),
                ApiRoute.get("/api/v1/openslo", "", this::openSlo));
    }

    private Reply versions(ApiRequest request) {
        int limit = request.parameters().limit();
        List<String> after = Cursor.key(request, 1);
        String id = request.variable("id");
        List<ObjectNode> items = store.read(request.tenant(), session -> {
            Clause clause = Clause.of(VERSIONS, session.tenant(), documentOf(session, id));
            if (after != null) {
                clause.add("WHERE version < ?", Cursor.number(after.get(0)));
            }
            return session.rows("versions", clause.add("ORDER BY version DESC LIMIT ?", limit + 1));
        });
        return Cursor.page(request, items, limit, List.of("version"));
    }

    /** The name of the SLO document of an objective. */
    private static String documentOf(StoreSession session, String id) {
        ObjectNode found = session.first(
                "document-of-objective",
                Clause.of(
                        "SELECT name FROM slo_documents WHERE tenant = ? AND kind = 'SLO' AND name = ANY (?) "
                                + "ORDER BY length(name) DESC LIMIT 1",
                        session.tenant(),
                        DocumentNames.of(id)));
        if (found != null) {
            return found.path("name").asText();
        }
        ObjectNode objective = session.first(
                "slo-exists", Clause.of("SELECT slo FROM slos WHERE tenant = ? AND slo = ?", session.tenant(), id));
        if (objective == null) {
            throw ApiProblem.notFound("there is no objective of this name");
        }
        return id;
    }

    private Reply openSlo(ApiRequest request) {
        List<PresentDocuments.Text> documents = store.read(request.tenant(), PresentDocuments::read);
        List<String> texts = documents.stream().map(PresentDocuments.Text::text).toList();
        return Reply.text("application/yaml", DocumentYaml.of(texts).getBytes(StandardCharsets.UTF_8));
    }
}
