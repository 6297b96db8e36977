package io.convergence.query.objectives;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that the SLO document of an objective can have. An objective has the name of its document or, when the document has
 * several, that name, a hyphen and a label ({@link io.convergence.core.slo.definition.ObjectiveName}). Of several documents
 * whose names fit, the one with the longest name is meant.
 */
final class DocumentNames {
    private DocumentNames() {}

    /** The names, the longest first. */
    static List<String> of(String objective) {
        List<String> names = new ArrayList<>();
        for (int end = objective.length(); end > 0; end = objective.lastIndexOf('-', end - 1)) {
            names.add(objective.substring(0, end));
        }
        return names;
    }

    /**
     * The value of the document of an objective, or null.
     *
     * @param byName values by the names of documents
     */
    static <T> @Nullable T find(String objective, Map<String, T> byName) {
        for (String name : of(objective)) {
            T value = byName.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
