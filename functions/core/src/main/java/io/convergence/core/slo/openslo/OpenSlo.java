package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.yaml.Problem;
import java.util.List;
import java.util.Set;

/**
 * Result of reading a set of OpenSLO texts.
 *
 * @param documents every document without errors, in the order of the texts
 * @param definitions every objective without errors, with references resolved, ordered by tenant and name
 * @param problems errors and warnings, in the order of the texts
 */
public record OpenSlo(List<Document> documents, List<SloDefinition> definitions, List<Problem> problems) {

    public OpenSlo {
        documents = List.copyOf(documents);
        definitions = List.copyOf(definitions);
        problems = List.copyOf(problems);
    }

    /**
     * Reads documents and resolves the references between them, within each tenant. No text makes it throw.
     *
     * <p>A document belongs to the tenant of its text, or else to the tenant in its label {@code tenant}. Only an SLO must
     * have a tenant. Another document without one belongs to the only tenant of the set; with several tenants it belongs
     * to each of them whose documents refer to it, and is among the documents once for each.
     *
     * @param texts read as one set
     */
    public static OpenSlo read(List<SourceText> texts) {
        return new DocumentSet().read(texts);
    }

    /**
     * The documents to which the documents of a text refer, whether or not they exist: {@code kind/name}. Documents that
     * cannot be read refer to none.
     */
    public static Set<String> references(SourceText text) {
        return new DocumentSet().references(text);
    }
}
