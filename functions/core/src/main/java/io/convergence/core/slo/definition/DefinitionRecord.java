package io.convergence.core.slo.definition;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Record of the topic of definitions: one version of a document, or its tombstone.
 *
 * @param key key of the document: {@code tenant/kind/name}
 * @param offset offset in the topic's only partition
 * @param timestamp when it was written, epoch milliseconds
 * @param document the document; null for a tombstone, which deletes it
 */
public record DefinitionRecord(
        String key, long offset, long timestamp, @Nullable String document) implements Serializable {}
