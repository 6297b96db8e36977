package io.convergence.core.slo.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metadata of an objective, for people and alert routers. It does not influence counts or alerts, so it is kept apart from
 * {@link SloDefinition}.
 *
 * @param tenant owner
 * @param name name of the objective, as in its definition
 * @param labels labels of its SLO document except {@code tenant}, each with its values, in the order of the document
 * @param notificationTargets names of the notification targets of each alert tier, by name of the tier; a tier without
 *     targets is left out
 */
public record SloMetadata(
        String tenant, String name, Map<String, List<String>> labels, Map<String, List<String>> notificationTargets) {

    public SloMetadata {
        labels = copy(labels);
        notificationTargets = copy(notificationTargets);
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> map) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        map.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }
}
