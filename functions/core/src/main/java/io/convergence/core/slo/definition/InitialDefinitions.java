package io.convergence.core.slo.definition;

import java.io.Serializable;
import java.util.List;

/**
 * What the topic of definitions held before a job started.
 *
 * @param throughOffset the last offset that was looked at, or -1 of an empty topic: what is read at or before it again
 *     is known already
 * @param records the latest of each key, deletions among them, by offset
 */
public record InitialDefinitions(long throughOffset, List<DefinitionRecord> records) implements Serializable {

    /** Of an empty topic. */
    public static final InitialDefinitions NONE = new InitialDefinitions(-1, List.of());

    public InitialDefinitions {
        records = List.copyOf(records);
    }
}
