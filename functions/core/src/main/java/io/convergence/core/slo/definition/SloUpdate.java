package io.convergence.core.slo.definition;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Change of an objective: a definition that becomes effective, or the removal of the objective.
 *
 * @param tenant owner
 * @param name of the objective
 * @param effectiveFrom minute boundary from which it is in force, inclusive, epoch milliseconds; {@link Long#MIN_VALUE}
 *     when it always was
 * @param offset offset in the topic of definitions of the record that caused it; of two updates the one with the higher
 *     offset wins
 * @param definition the new definition; null when the objective is removed
 */
public record SloUpdate(
        String tenant,
        String name,
        long effectiveFrom,
        long offset,
        @Nullable SloDefinition definition) implements Serializable {}
