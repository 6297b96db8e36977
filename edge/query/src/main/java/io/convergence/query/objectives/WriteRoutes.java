package io.convergence.query.objectives;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.slo.openslo.Document;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.ChangeProblem;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Reply;
import io.convergence.query.objectives.PlannedWrite.Change;
import io.convergence.query.store.StoreSession;
import io.convergence.query.topic.SubmissionKey;
import io.convergence.query.topic.TopicWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes that change one objective, or delete it; and the route that adds objectives. */
public final class WriteRoutes {
    private static final String BASE = "/api/v1/slos";
    private static final Set<String> PARAMETERS = Set.of(StoredObjective.TAKE_OVER);

    private final TopicWriter writer;

    /** Routes over a writer. */
    public WriteRoutes(TopicWriter writer) {
        this.writer = writer;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.write("POST", BASE, PARAMETERS, this::add),
                ApiRoute.write("PUT", BASE + "/{id}", PARAMETERS, this::replace),
                ApiRoute.write("PATCH", BASE + "/{id}", PARAMETERS, this::patch),
                ApiRoute.write("DELETE", BASE + "/{id}", PARAMETERS, this::delete));
    }

    private Reply add(ApiRequest request) {
        request.parameters().flag(StoredObjective.TAKE_OVER);
        SubmissionKey key = SubmissionKey.of(request);
        String text = RequestText.of(request.body());
        return writer.write(request, session -> new Submission(request, key, text).plan(session));
    }

    private Reply replace(ApiRequest request) {
        StoredObjective.requireCondition(request);
        String text = RequestText.of(request.body());
        return writer.write(request, session -> {
            List<PresentDocuments.Text> present = PresentDocuments.read(session);
            StoredObjective objective = StoredObjective.find(request, present);
            SubmittedDocuments submitted = SubmittedDocuments.read(session.tenant(), present, text);
            RequestText.refuseErrors(submitted);
            if (!submitted.keys().equals(Set.of(objective.document().key()))
                    || submitted.documents().size() != 1) {
                throw ChangeProblem.definition(
                        "the body must be one document, " + objective.document().key(), List.of());
            }
            return changed(objective, submitted);
        });
    }

    private Reply patch(ApiRequest request) {
        StoredObjective.requireCondition(request);
        ObjectivePatch patch = ObjectivePatch.read(request.body());
        return writer.write(request, session -> {
            List<PresentDocuments.Text> present = PresentDocuments.read(session);
            StoredObjective objective = StoredObjective.find(request, present);
            String stored = objective.json(session.tenant());
            String text = patch.applyTo(stored, objective.index(stored));
            SubmittedDocuments submitted = SubmittedDocuments.read(session.tenant(), present, text);
            RequestText.refuseErrors(submitted);
            return changed(objective, submitted);
        });
    }

    private static PlannedWrite changed(StoredObjective objective, SubmittedDocuments submitted) {
        Document document = submitted.documents().get(0);
        String change = submitted.change(document);
        boolean isTakenOver = objective.document().isOfFiles();
        List<Change> changes = change.equals("unchanged") && !isTakenOver
                ? List.of()
                : List.of(new Change(document.kind(), document.name(), document.text()));
        return PlannedWrite.of(changes, null, (effectiveFrom, position) -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("id", objective.id());
            body.put("change", change);
            body.put("effective_from", time(effectiveFrom));
            // The new version's tag, for the next If-Match; the body that was sent is not the document as it is
            // answered.
            String tag = changes.isEmpty() ? objective.document().tag() : DocumentTag.of(position, document.text());
            return Reply.json(body.put("document_tag", tag)).with(Reply.TAG, tag);
        });
    }

    private Reply delete(ApiRequest request) {
        StoredObjective.requireCondition(request);
        return writer.write(request, session -> {
            List<PresentDocuments.Text> present = PresentDocuments.read(session);
            StoredObjective objective = StoredObjective.find(request, present);
            PresentDocuments.Text document = objective.document();
            if (!objective.isWholeDocument(session.tenant())) {
                return withoutObjective(session, present, objective);
            }
            RequestText.refuseReferences(session.tenant(), present, document.key());
            return deleted(new Change(document.kind(), document.name(), null));
        });
    }

    /** Removes one of several objectives of a document. */
    private static PlannedWrite withoutObjective(
            StoreSession session, List<PresentDocuments.Text> present, StoredObjective objective) {
        String stored = objective.json(session.tenant());
        int index = objective.index(stored);
        if (StoredObjective.ids(objective.document().name(), stored).size() == 2) {
            throw ChangeProblem.definition(
                    "the document has two objectives, and the other one would get another name; change it by PUT",
                    List.of());
        }
        SubmittedDocuments submitted =
                SubmittedDocuments.read(session.tenant(), present, ObjectivePatch.withoutObjective(stored, index));
        RequestText.refuseErrors(submitted);
        Document document = submitted.documents().get(0);
        return deleted(new Change(document.kind(), document.name(), document.text()));
    }

    private static PlannedWrite deleted(Change change) {
        return PlannedWrite.of(List.of(change), null, (effectiveFrom, position) -> Reply.empty(204));
    }

    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : JsonTime.of(time);
    }
}
