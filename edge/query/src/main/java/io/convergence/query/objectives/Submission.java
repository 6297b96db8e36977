package io.convergence.query.objectives;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.Document;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.Reply;
import io.convergence.query.objectives.PlannedWrite.Change;
import io.convergence.query.store.StoreSession;
import io.convergence.query.topic.SubmissionKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents that a request adds. An SLO must be new; a document of another kind replaces the present one, because nothing
 * else can change it over HTTP.
 *
 * @param request the request
 * @param key its idempotency key, or null
 * @param text YAML or JSON with any number of documents
 */
record Submission(ApiRequest request, @Nullable SubmissionKey key, String text) {
    /** Most characters of all documents of a request, which are sent in one batch. */
    private static final int MOST_CHARACTERS = 900_000;

    /** Documents that a request wrote, with {@code replaced}. */
    private static final String WRITTEN =
            "SELECT kind, name, written_at, position, idempotency_key, EXISTS (SELECT FROM slo_documents AS e "
                    + "WHERE e.tenant = d.tenant AND e.topic_id = d.topic_id AND e.kind = d.kind AND e.name = d.name "
                    + "AND e.position = (SELECT max(f.position) FROM slo_documents AS f WHERE f.tenant = d.tenant "
                    + "AND f.topic_id = d.topic_id AND f.kind = d.kind AND f.name = d.name AND f.position < d.position) "
                    + "AND e.text IS NOT NULL) AS replaced "
                    + "FROM slo_documents AS d WHERE tenant = ? AND starts_with(idempotency_key, ?) ORDER BY position";

    private static final String CREATED = "created";
    private static final String REPLACED = "replaced";
    private static final String UNCHANGED = "unchanged";

    PlannedWrite plan(StoreSession session) {
        List<ObjectNode> written =
                key == null ? List.of() : key.written(session, "written-documents", WRITTEN, request.now());
        List<PresentDocuments.Text> present = PresentDocuments.read(session);
        SubmittedDocuments submitted = SubmittedDocuments.read(session.tenant(), present, text);
        if (!written.isEmpty()) {
            return PlannedWrite.replay(replayed(submitted, written));
        }
        RequestText.refuseErrors(submitted);
        Map<String, PresentDocuments.Text> byKey = new HashMap<>();
        present.forEach(document -> byKey.put(document.key(), document));
        Map<String, String> outcomes = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (Document document : submitted.documents()) {
            String outcome = outcome(submitted, document, byKey.get(key(document)));
            outcomes.put(key(document), outcome);
            if (!outcome.equals(UNCHANGED)) {
                changes.add(new Change(document.kind(), document.name(), document.text()));
            }
        }
        if (changes.stream()
                        .mapToInt(change -> String.valueOf(change.text()).length())
                        .sum()
                > MOST_CHARACTERS) {
            throw ApiProblem.tooLarge(MOST_CHARACTERS);
        }
        changes.sort(Comparator.comparingInt(change -> Document.kinds().indexOf(change.kind())));
        return PlannedWrite.of(
                changes,
                key == null ? null : key.recorded(),
                (effectiveFrom, position) -> reply(submitted, outcomes, effectiveFrom));
    }

    private String outcome(SubmittedDocuments submitted, Document document, PresentDocuments.@Nullable Text present) {
        if (present == null) {
            return CREATED;
        }
        if (submitted.change(document).equals(UNCHANGED)) {
            return UNCHANGED;
        }
        if (document.kind().equals(StoredObjective.KIND)) {
            throw ApiProblem.conflict(
                    "exists", "The objective exists", key(document) + " exists; change it by PUT or PATCH");
        }
        StoredObjective.checkOwner(request, present);
        return REPLACED;
    }

    /** The answer of the request that wrote documents under the same key. */
    private Reply replayed(SubmittedDocuments submitted, List<ObjectNode> written) {
        Map<String, String> outcomes = new HashMap<>();
        for (ObjectNode row : written) {
            outcomes.put(
                    row.path("kind").asText() + '/' + row.path("name").asText(),
                    row.path("replaced").asBoolean() ? REPLACED : CREATED);
        }
        ObjectNode last = written.get(written.size() - 1);
        Instant from =
                PlannedWrite.effectiveFrom(Instant.parse(last.path("written_at").asText()));
        return reply(submitted, outcomes, from);
    }

    private Reply reply(SubmittedDocuments submitted, Map<String, String> outcomes, @Nullable Instant effectiveFrom) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Map<String, ArrayNode> lists = Map.of(
                CREATED, body.putArray(CREATED),
                REPLACED, body.putArray(REPLACED),
                UNCHANGED, body.putArray(UNCHANGED));
        for (String name : submitted.keys()) {
            ArrayNode list = lists.get(outcomes.getOrDefault(name, UNCHANGED));
            if (list != null) {
                int slash = name.indexOf('/');
                list.addObject().put("kind", name.substring(0, slash)).put("name", name.substring(slash + 1));
            }
        }
        body.put("effective_from", WriteRoutes.time(effectiveFrom));
        Reply reply = Reply.json(effectiveFrom == null ? 200 : 201, body);
        String objective = firstObjective(submitted);
        return objective == null
                ? reply
                : reply.with(
                        "Location",
                        "/api/v1/slos/"
                                + URLEncoder.encode(objective, StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
    }

    /** The first objective of the first SLO of the request, or null. */
    private static @Nullable String firstObjective(SubmittedDocuments submitted) {
        for (String name : submitted.keys()) {
            for (SloDefinition definition : submitted.after().definitions()) {
                boolean isItsOwn = DocumentNames.of(definition.name()).stream()
                        .anyMatch(document -> name.equals(StoredObjective.KIND + '/' + document));
                if (isItsOwn) {
                    return definition.name();
                }
            }
        }
        return null;
    }

    private static String key(Document document) {
        return document.kind() + '/' + document.name();
    }
}
