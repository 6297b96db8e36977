package io.convergence.query.objectives;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Problem;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a request, read as one set with the present documents of the tenant. A document of the request replaces the
 * present one of the same kind and name.
 *
 * @param keys {@code kind/name} of each document of the request that has both
 * @param before the present documents
 * @param after the documents as they would be
 */
record SubmittedDocuments(Set<String> keys, OpenSlo before, OpenSlo after) {
    /** Name of the request's text in problems; no stored document has it. */
    private static final String REQUEST = "";

    /**
     * Reads the documents of a request. No text makes it throw.
     *
     * @param text YAML or JSON with any number of documents
     */
    static SubmittedDocuments read(String tenant, List<PresentDocuments.Text> present, String text) {
        Set<String> keys = keys(text);
        List<SourceText> old = new ArrayList<>();
        List<SourceText> now = new ArrayList<>();
        for (PresentDocuments.Text document : present) {
            String key = document.key();
            SourceText source = new SourceText(key, tenant, document.text());
            old.add(source);
            if (!keys.contains(key)) {
                now.add(source);
            }
        }
        now.add(new SourceText(REQUEST, tenant, text));
        return new SubmittedDocuments(keys, OpenSlo.read(old), OpenSlo.read(now));
    }

    /** The present documents without one of them. */
    static SubmittedDocuments without(String tenant, List<PresentDocuments.Text> present, String key) {
        List<SourceText> old = new ArrayList<>();
        present.forEach(document -> old.add(new SourceText(document.key(), tenant, document.text())));
        List<SourceText> now =
                old.stream().filter(source -> !source.name().equals(key)).toList();
        return new SubmittedDocuments(Set.of(), OpenSlo.read(old), OpenSlo.read(now));
    }

    /** Problems of the request's documents, and errors that they would cause in other documents. */
    List<Problem> problems() {
        Set<String> known = new LinkedHashSet<>();
        before.problems().forEach(problem -> known.add(problem.source() + '\n' + problem.message()));
        return after.problems().stream()
                .filter(problem -> isOfRequest(problem)
                        || (problem.error() && !known.contains(problem.source() + '\n' + problem.message())))
                .toList();
    }

    /** Whether a problem is one of the request's own documents. */
    static boolean isOfRequest(Problem problem) {
        return problem.source().equals(REQUEST);
    }

    /** The documents of the request that have no errors. */
    List<Document> documents() {
        return after.documents().stream()
                .filter(document -> keys.contains(document.kind() + '/' + document.name()))
                .toList();
    }

    /** {@code created}, {@code changed} or {@code unchanged}. */
    String change(Document document) {
        for (Document known : before.documents()) {
            if (known.key().equals(document.key())) {
                return known.text().equals(document.text()) ? "unchanged" : "changed";
            }
        }
        return "created";
    }

    /** The objectives of the request's documents, and those of others that would change. */
    List<SloDefinition> definitions() {
        Map<String, SloDefinition> known = known();
        return after.definitions().stream()
                .filter(definition ->
                        !definition.equals(known.get(definition.name())) || isOfRequest(definition.name()))
                .toList();
    }

    /** The present definition of an objective, or null. */
    @Nullable
    SloDefinition present(String objective) {
        return known().get(objective);
    }

    private Map<String, SloDefinition> known() {
        Map<String, SloDefinition> known = new HashMap<>();
        before.definitions().forEach(definition -> known.put(definition.name(), definition));
        return known;
    }

    /** Whether an objective can be one of the request's documents. */
    private boolean isOfRequest(String objective) {
        return DocumentNames.of(objective).stream().anyMatch(name -> keys.contains(StoredObjective.KIND + '/' + name));
    }

    private static Set<String> keys(String text) {
        Set<String> keys = new LinkedHashSet<>();
        for (YamlDocument document : YamlDocuments.of(text)) {
            if (document.root() instanceof Node.Mapping root) {
                String kind = root.text("kind");
                String name = root.value("metadata") instanceof Node.Mapping metadata ? metadata.text("name") : null;
                if (kind != null && name != null) {
                    keys.add(kind + '/' + name);
                }
            }
        }
        return keys;
    }
}
