package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Problem;
import io.convergence.core.yaml.SourcePosition;
import io.convergence.core.yaml.YamlDocument;
import io.convergence.core.yaml.YamlDocuments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Documents of several texts, read as one set. An instance reads one set. */
final class DocumentSet {
    /*
     * Ownership. A document belongs to the tenant of its text or, when the text has none, to the tenant in its labels. A
     * document without a tenant
     *  - belongs to the only tenant of the set when there is exactly one;
     *  - with several tenants, belongs to each of them whose documents refer to it, directly or through others;
     *  - otherwise is checked, but not part of the result.
     */

    private final List<DocumentProblems> problems = new ArrayList<>();
    private final List<ParsedDocument> documents = new ArrayList<>();

    /** Reads the texts and compiles their objectives. */
    OpenSlo read(List<SourceText> texts) {
        for (SourceText text : texts) {
            List<YamlDocument> parsed = YamlDocuments.of(text.text());
            parsed.forEach(document -> read(text, document));
            if (parsed.stream().allMatch(YamlDocument::isNull)) {
                DocumentProblems whole = new DocumentProblems(text.name(), 0);
                whole.error(new SourcePosition(1, ""), "the text has no document");
                problems.add(whole);
            }
        }
        List<TenantScope> scopes = scopes();
        for (DocumentKind kind : DocumentKind.values()) {
            scopes.forEach(scope -> new ReferenceCheck(scope).check(kind));
        }
        List<SloDefinition> objectives = new ArrayList<>();
        scopes.forEach(scope -> objectives.addAll(new DefinitionCompiler(scope).compile()));
        objectives.sort(Comparator.comparing(SloDefinition::tenant).thenComparing(SloDefinition::name));
        List<Document> accepted = acceptedDocuments(scopes);
        List<Problem> allProblems =
                problems.stream().flatMap(each -> each.inLineOrder().stream()).toList();
        return new OpenSlo(accepted, objectives, allProblems);
    }

    /** What the documents of a text refer to: {@code kind/name}. */
    Set<String> references(SourceText text) {
        YamlDocuments.of(text.text()).forEach(document -> read(text, document));
        return documents.stream()
                .flatMap(document -> document.spec().links().stream())
                .map(link -> link.kind().label() + '/' + link.reference().name())
                .collect(Collectors.toSet());
    }

    private void read(SourceText text, YamlDocument document) {
        DocumentProblems own = new DocumentProblems(text.name(), document.number());
        problems.add(own);
        if (document.refusal() != null) {
            own.error(new SourcePosition(document.line(), ""), document.refusal());
        } else if (!document.isNull()) {
            ParsedDocument parsed = new DocumentReader(text, own).read(document);
            if (parsed != null) {
                documents.add(parsed);
            }
        }
    }

    private List<TenantScope> scopes() {
        Map<String, List<ParsedDocument>> owned = new TreeMap<>();
        List<ParsedDocument> shared = new ArrayList<>();
        for (ParsedDocument document : documents) {
            List<ParsedDocument> sameOwner = document.tenant() == null
                    ? shared
                    : owned.computeIfAbsent(document.tenant(), tenant -> new ArrayList<>());
            sameOwner.add(document);
        }
        if (owned.size() < 2) {
            String only = owned.isEmpty() ? null : owned.keySet().iterator().next();
            return List.of(new TenantScope(only, documents, List.of()));
        }
        List<TenantScope> scopes = new ArrayList<>();
        owned.forEach((tenant, own) -> scopes.add(new TenantScope(tenant, own, shared)));
        return scopes;
    }

    /** Every document without errors, once for each of its owners. */
    private List<Document> acceptedDocuments(List<TenantScope> scopes) {
        Map<ParsedDocument, List<String>> owners = new HashMap<>();
        for (TenantScope scope : scopes) {
            String tenant = scope.tenant();
            if (tenant != null) {
                scope.members()
                        .forEach(member -> owners.computeIfAbsent(member, key -> new ArrayList<>())
                                .add(tenant));
            }
        }
        List<Document> accepted = new ArrayList<>();
        for (ParsedDocument document : documents) {
            String name = document.name();
            List<String> tenants = owners.getOrDefault(document, List.of());
            if (!document.hasErrors() && name != null) {
                tenants.forEach(tenant -> accepted.add(document.toDocument(tenant, name)));
                if (tenants.isEmpty() && scopes.stream().noneMatch(scope -> scope.isDuplicate(document))) {
                    String message = "is left out: it has no tenant, and no document that has one refers to it";
                    document.problems().warning(document.namePosition(), message);
                }
            }
        }
        return accepted;
    }
}
