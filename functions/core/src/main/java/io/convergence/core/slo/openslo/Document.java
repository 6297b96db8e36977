package io.convergence.core.slo.openslo;

/**
 * One document, as the topic of definitions holds it.
 *
 * @param tenant owner
 * @param kind one of the seven kinds of OpenSLO v1
 * @param name unique within tenant and kind
 * @param text the document alone, JSON
 */
public record Document(String tenant, String kind, String name, String text) {

    /** The key of its record: {@code tenant/kind/name}. */
    public String key() {
        return tenant + '/' + kind + '/' + name;
    }
}
