package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Place;
import io.convergence.core.yaml.Problem;
import io.convergence.core.yaml.SourceText;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of texts that is read as one. For one reading. */
final class DocumentSet {
    /*
     * Who owns a document. Its tenant is the one given with its text, or the one its labels name. The documents without one:
     *  - belong to the only tenant of the set when there is exactly one;
     *  - with several tenants, belong to each whose documents refer to them, over any number of steps;
     *  - otherwise are checked, but left out.
     */

    private final List<DocumentProblems> problems = new ArrayList<>();
    private final List<ReadDocument> documents = new ArrayList<>();

    /** What the texts define. */
    OpenSlo read(List<SourceText> texts) {
        for (SourceText text : texts) {
            for (YamlDocument document : YamlDocuments.of(text.text())) {
                read(text, document);
            }
        }
        List<Scope> scopes = scopes();
        for (Kind kind : Kind.values()) {
            scopes.forEach(scope -> new References(scope).check(kind));
        }
        List<SloDefinition> definitions = new ArrayList<>();
        scopes.forEach(scope -> definitions.addAll(new DefinitionCompiler(scope).all()));
        definitions.sort(Comparator.comparing(SloDefinition::tenant).thenComparing(SloDefinition::name));
        List<Document> standing = standing(scopes);
        List<Problem> found =
                problems.stream().flatMap(each -> each.found().stream()).toList();
        return new OpenSlo(standing, definitions, found);
    }

    private void read(SourceText text, YamlDocument document) {
        DocumentProblems own = new DocumentProblems(text.name(), document.number());
        problems.add(own);
        if (document.refusal() != null) {
            own.error(new Place(document.line(), ""), document.refusal());
        } else if (!(document.root() instanceof Node.Scalar scalar && scalar.isNothing())) {
            ReadDocument read = new DocumentReader(text, own).read(document);
            if (read != null) {
                documents.add(read);
            }
        }
    }

    private List<Scope> scopes() {
        Map<String, List<ReadDocument>> owned = new TreeMap<>();
        List<ReadDocument> shared = new ArrayList<>();
        for (ReadDocument document : documents) {
            List<ReadDocument> same = document.tenant() == null
                    ? shared
                    : owned.computeIfAbsent(document.tenant(), tenant -> new ArrayList<>());
            same.add(document);
        }
        if (owned.size() < 2) {
            String only = owned.isEmpty() ? null : owned.keySet().iterator().next();
            return List.of(new Scope(only, documents, List.of()));
        }
        List<Scope> scopes = new ArrayList<>();
        owned.forEach((tenant, own) -> scopes.add(new Scope(tenant, own, shared)));
        return scopes;
    }

    private List<Document> standing(List<Scope> scopes) {
        Map<ReadDocument, List<String>> owners = new HashMap<>();
        for (Scope scope : scopes) {
            String tenant = scope.tenant();
            if (tenant != null) {
                scope.members()
                        .forEach(member -> owners.computeIfAbsent(member, key -> new ArrayList<>())
                                .add(tenant));
            }
        }
        List<Document> standing = new ArrayList<>();
        for (ReadDocument document : documents) {
            String name = document.name();
            List<String> tenants = owners.getOrDefault(document, List.of());
            if (!document.hasErrors() && name != null) {
                tenants.forEach(tenant -> standing.add(document.as(tenant, name)));
                if (tenants.isEmpty() && scopes.stream().noneMatch(scope -> scope.repeats(document))) {
                    String message = "is left out: it has no tenant, and no document that has one refers to it";
                    document.problems().warning(document.place(), message);
                }
            }
        }
        return standing;
    }
}
