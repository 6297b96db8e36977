package io.convergence.core.slo.definition;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One record of the topic of definitions.
 *
 * @param key which document: {@code tenant/kind/name}
 * @param offset its place in the one partition of the topic
 * @param timestamp when it was written, epoch milliseconds
 * @param document the document, or null when it is deleted
 */
public record DefinitionRecord(
        String key, long offset, long timestamp, @Nullable String document) implements Serializable {}
