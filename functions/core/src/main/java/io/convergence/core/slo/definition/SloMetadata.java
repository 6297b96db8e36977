package io.convergence.core.slo.definition;

import io.convergence.core.signal.NamedValues;
import java.io.Serializable;
import java.util.List;

/**
 * Metadata of an objective, for people and alert routers. It does not influence counts or alerts.
 *
 * @param labels labels of its SLO document except {@code tenant}, in the order of the document
 * @param notificationTargets names of the notification targets of each alert tier, by name of the tier; a tier without
 *     targets is left out
 */
public record SloMetadata(List<NamedValues> labels, List<NamedValues> notificationTargets) implements Serializable {
    /** No labels and no notification targets. */
    public static final SloMetadata NONE = new SloMetadata(List.of(), List.of());

    public SloMetadata {
        labels = List.copyOf(labels);
        notificationTargets = List.copyOf(notificationTargets);
    }

    /** Names of the notification targets of a tier; empty when it has none. */
    public List<String> targetsOf(String tier) {
        for (NamedValues each : notificationTargets) {
            if (each.name().equals(tier)) {
                return each.values();
            }
        }
        return List.of();
    }
}
