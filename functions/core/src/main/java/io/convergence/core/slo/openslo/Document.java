package io.convergence.core.slo.openslo;

import io.convergence.core.slo.openslo.document.DocumentKind;
import java.util.Arrays;
import java.util.List;

/**
 * One document without errors, as a record of the topic of definitions.
 *
 * @param tenant owner
 * @param kind one of {@link #kinds}
 * @param name unique within tenant and kind
 * @param text the document, compact JSON
 */
public record Document(String tenant, String kind, String name, String text) {
    /** Labels of the kinds of OpenSLO v1, in dependency order: a document refers only to documents of earlier kinds. */
    public static List<String> kinds() {
        return Arrays.stream(DocumentKind.values()).map(DocumentKind::label).toList();
    }

    /** The key of its record: {@code tenant/kind/name}. */
    public String key() {
        return tenant + '/' + kind + '/' + name;
    }
}
