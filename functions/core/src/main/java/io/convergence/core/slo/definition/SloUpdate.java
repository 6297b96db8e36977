package io.convergence.core.slo.definition;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A definition that begins to hold, or its end.
 *
 * @param tenant owner
 * @param name of the objective
 * @param effectiveFrom the minute boundary from which it holds, epoch milliseconds; {@link Long#MIN_VALUE} for ever
 * @param offset position in the log of definitions at which this became known: of two updates the later one holds
 * @param definition what holds then, or null when the objective is removed
 */
public record SloUpdate(
        String tenant,
        String name,
        long effectiveFrom,
        long offset,
        @Nullable SloDefinition definition) implements Serializable {}
