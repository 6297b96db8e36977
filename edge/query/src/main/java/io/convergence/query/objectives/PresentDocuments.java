package io.convergence.query.objectives;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.slo.openslo.Document;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reader of the present documents of a tenant. */
final class PresentDocuments {
    /** The newest text of each document, of the topic that was written last. */
    private static final String PRESENT =
            "SELECT kind, name, text, position, origin, author, written_at FROM (SELECT DISTINCT ON (kind, name) * "
                    + "FROM slo_documents WHERE tenant = ? AND topic_id = (SELECT t.topic_id FROM slo_documents AS t "
                    + "WHERE t.tenant = ? ORDER BY t.written_at DESC, t.position DESC LIMIT 1) "
                    + "ORDER BY kind, name, position DESC) AS d WHERE text IS NOT NULL";

    /** SLO documents whose newest record of that topic deletes them. */
    private static final String DELETED =
            "SELECT name, origin, written_at FROM (SELECT DISTINCT ON (name) * FROM slo_documents WHERE tenant = ? "
                    + "AND kind = 'SLO' AND topic_id = (SELECT t.topic_id FROM slo_documents AS t "
                    + "WHERE t.tenant = ? ORDER BY t.written_at DESC, t.position DESC LIMIT 1) "
                    + "ORDER BY name, position DESC) AS d WHERE text IS NULL";

    private static final Comparator<Text> BY_DEPENDENCY = Comparator.comparingInt(
                    (Text document) -> Document.kinds().indexOf(document.kind()))
            .thenComparing(Text::name);

    private PresentDocuments() {}

    /**
     * A document as it was published.
     *
     * @param text YAML or JSON
     * @param position offset of its record
     * @param origin {@code file} or {@code api}
     * @param author who published it, or null
     * @param writtenAt when it was published
     */
    record Text(
            String kind,
            String name,
            String text,
            long position,
            String origin,
            @Nullable String author,
            Instant writtenAt) {
        /** {@code kind/name}. */
        String key() {
            return kind + '/' + name;
        }

        /** Strong entity tag of this version. */
        String tag() {
            return DocumentTag.of(position, text);
        }

        boolean isOfFiles() {
            return !origin.equals(DocumentRecord.API);
        }
    }

    /**
     * Deletion of an SLO document.
     *
     * @param name name of the document
     * @param origin {@code file} or {@code api}
     */
    record Deletion(String name, String origin, Instant writtenAt) {}

    /** The SLO documents of the session's tenant that were deleted last, by name. */
    static Map<String, Deletion> deleted(StoreSession session) {
        Map<String, Deletion> deleted = new HashMap<>();
        for (ObjectNode row :
                session.rows("deleted-documents", Clause.of(DELETED, session.tenant(), session.tenant()))) {
            String name = row.path("name").asText();
            Instant at = Instant.parse(row.path("written_at").asText());
            deleted.put(name, new Deletion(name, row.path("origin").asText(), at));
        }
        return deleted;
    }

    /** The documents of the session's tenant, each after those that it refers to. */
    static List<Text> read(StoreSession session) {
        return session.rows("openslo", Clause.of(PRESENT, session.tenant(), session.tenant())).stream()
                .map(row -> new Text(
                        row.path("kind").asText(),
                        row.path("name").asText(),
                        row.path("text").asText(),
                        row.path("position").asLong(),
                        row.path("origin").asText(),
                        row.path("author").textValue(),
                        Instant.parse(row.path("written_at").asText())))
                .sorted(BY_DEPENDENCY)
                .toList();
    }
}
