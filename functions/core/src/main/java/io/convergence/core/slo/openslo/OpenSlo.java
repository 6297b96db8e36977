package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.yaml.Problem;
import io.convergence.core.yaml.SourceText;
import java.util.List;

/**
 * What a set of texts defines.
 *
 * @param documents every document without an error, in the order of the texts
 * @param definitions every objective without an error, references resolved, by tenant and name
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
     * <p>A document belongs to the tenant that comes with its text, or else to the one its label {@code tenant} names. Any
     * but an SLO may name none: it then belongs to the only tenant of the set or, when there are several, to each whose
     * documents refer to it, and is among the documents once for each of them.
     *
     * @param texts read as one set
     */
    public static OpenSlo read(List<SourceText> texts) {
        return new DocumentSet().read(texts);
    }
}
