package io.convergence.core.slo.openslo;

import java.util.Arrays;
import java.util.List;

/**
 * One document, as the topic of definitions holds it.
 *
 * @param tenant owner
 * @param kind one of the seven kinds of OpenSLO v1
 * @param name unique within tenant and kind
 * @param text the document alone, JSON
 */
public record Document(String tenant, String kind, String name, String text) {
    /** The kinds, as documents spell them. */
    public static List<String> kinds() {
        return Arrays.stream(Kind.values()).map(Kind::label).toList();
    }

    /** The key of its record: {@code tenant/kind/name}. */
    public String key() {
        return tenant + '/' + kind + '/' + name;
    }
}
