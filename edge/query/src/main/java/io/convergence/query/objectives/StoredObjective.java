package io.convergence.query.objectives;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.slo.definition.ObjectiveName;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ChangeProblem;
import io.convergence.query.http.EntityTags;
import io.convergence.query.http.JsonTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document of an objective that is to be changed.
 *
 * @param id name of the objective
 * @param document its SLO document
 * @param present every present document of the tenant
 */
record StoredObjective(String id, PresentDocuments.Text document, List<PresentDocuments.Text> present) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final String KIND = "SLO";
    static final String TAKE_OVER = "take_over";

    /**
     * Finds the document of the objective of a request, and checks that the caller has its present version and that it may
     * be changed over HTTP.
     *
     * @throws ApiProblem when one of it is not so
     */
    static StoredObjective find(ApiRequest request, List<PresentDocuments.Text> present) {
        String id = request.variable("id");
        PresentDocuments.Text document = document(id, present);
        if (document == null) {
            throw ApiProblem.notFound("there is no objective of this name");
        }
        checkVersion(id, request.headers().apply("If-Match"), document);
        checkOwner(request, document);
        return new StoredObjective(id, document, present);
    }

    /** The document of an objective, or null. */
    static PresentDocuments.@Nullable Text document(String id, List<PresentDocuments.Text> present) {
        Map<String, PresentDocuments.Text> byName = new HashMap<>();
        present.stream().filter(text -> text.kind().equals(KIND)).forEach(text -> byName.put(text.name(), text));
        return DocumentNames.find(id, byName);
    }

    /**
     * The document as compact JSON.
     *
     * @throws ApiProblem when it has errors, so that only a whole document can replace it
     */
    String json(String tenant) {
        List<SourceText> texts = present.stream()
                .map(text -> new SourceText(text.key(), tenant, text.text()))
                .toList();
        return OpenSlo.read(texts).documents().stream()
                .filter(read -> read.kind().equals(KIND) && read.name().equals(document.name()))
                .map(Document::text)
                .findFirst()
                .orElseThrow(() -> ChangeProblem.definition(
                        "the present document has errors; replace it by PUT, or delete it by the name of the document",
                        List.of()));
    }

    /**
     * The position of the objective in its document, from 0.
     *
     * @param json the document
     * @throws ApiProblem when the document has no such objective
     */
    int index(String json) {
        int index = ids(document.name(), json).indexOf(id);
        if (index < 0) {
            throw ApiProblem.notFound("there is no objective of this name");
        }
        return index;
    }

    /** Whether the name is that of the document, or of its only objective. */
    boolean isWholeDocument(String tenant) {
        return id.equals(document.name()) || ids(document.name(), json(tenant)).size() == 1;
    }

    /** Names of the objectives of a document, in its order. */
    static List<String> ids(String name, String json) {
        try {
            JsonNode objectives = MAPPER.readTree(json).path("spec").path("objectives");
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < objectives.size(); i++) {
                JsonNode displayName = objectives.path(i).get("displayName");
                boolean isNamed = displayName != null && !displayName.isNull();
                ids.add(ObjectiveName.of(name, objectives.size(), i, isNamed ? displayName.asText() : null));
            }
            return ids;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document is not JSON", e);
        }
    }

    /** Refuses to change a document of files, unless the request takes it over. */
    static void checkOwner(ApiRequest request, PresentDocuments.Text document) {
        if (document.isOfFiles() && !Boolean.TRUE.equals(request.parameters().flag(TAKE_OVER))) {
            throw ApiProblem.conflict(
                    "managed-by-files",
                    "The document is managed by files",
                    document.key() + " was published from files; change it there, or take it over with take_over=true");
        }
    }

    /** Refuses a request without a condition (RFC 6585, section 3), or with a wrong parameter. */
    static void requireCondition(ApiRequest request) {
        request.parameters().flag(TAKE_OVER);
        String condition = request.headers().apply("If-Match");
        if (condition == null || condition.isBlank()) {
            throw ChangeProblem.preconditionRequired(
                    "send If-Match with the entity tag of the objective's document: document_tag, or ETag of application/yaml");
        }
    }

    /** Strong comparison (RFC 9110, section 13.1.1). */
    private static void checkVersion(String id, @Nullable String condition, PresentDocuments.Text document) {
        String sent = condition == null ? "" : condition.strip();
        for (String tag : sent.split(",")) {
            if (EntityTags.withoutEncoding(tag.strip()).equals(document.tag()) || sent.equals("*")) {
                return;
            }
        }
        String author = document.author() == null ? "someone" : document.author();
        String asked = sent.length() > 64 ? sent.substring(0, 64) : sent;
        throw ChangeProblem.changed(
                id + " is at " + document.tag() + ", not at " + asked + "; it was changed by " + author + " at "
                        + JsonTime.of(document.writtenAt()),
                document.tag());
    }
}
