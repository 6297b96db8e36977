package io.convergence.core.slo.definition;

import org.jspecify.annotations.Nullable;

/**
 * Names of the objectives of an SLO document: the name of the document when it has one objective, otherwise that name, a
 * hyphen and the label of the objective.
 */
public final class ObjectiveName {
    private ObjectiveName() {}

    /**
     * The name of an objective.
     *
     * @param document name of the document
     * @param objectives number of objectives in the document
     * @param index position of the objective, from 0
     * @param displayName display name of the objective, or null
     */
    public static String of(String document, int objectives, int index, @Nullable String displayName) {
        return objectives == 1 ? document : document + '-' + label(index, displayName);
    }

    /** The text that distinguishes an objective from the others of its document: its display name or its position. */
    public static String label(int index, @Nullable String displayName) {
        return displayName == null ? String.valueOf(index) : displayName.replace('/', '-');
    }
}
