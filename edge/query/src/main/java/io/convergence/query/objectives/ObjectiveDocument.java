package io.convergence.query.objectives;

import io.convergence.query.store.StoreSession;
import org.jspecify.annotations.Nullable;

/**
 * The document of an objective, whether the job follows it already or not.
 *
 * @param yaml the document as YAML
 * @param tag strong entity tag of this version
 */
public record ObjectiveDocument(String yaml, String tag) {
    /** The document of an objective of the session's tenant, or null. */
    public static @Nullable ObjectiveDocument find(StoreSession session, String id) {
        PresentDocuments.Text document = StoredObjective.document(id, PresentDocuments.read(session));
        return document == null ? null : new ObjectiveDocument(DocumentYaml.of(document.text()), document.tag());
    }
}
