package io.convergence.core.slo.definition;

import java.io.Serializable;
import java.util.List;

/**
 * Content of the topic of definitions, as read before a job starts.
 *
 * @param throughOffset last offset that was read; -1 when the topic was empty. A record with this offset or a lower one
 *     that is read again is already known.
 * @param records latest record of each key, tombstones included, ordered by offset
 */
public record InitialDefinitions(long throughOffset, List<DefinitionRecord> records) implements Serializable {

    /** Content of an empty topic. */
    public static final InitialDefinitions NONE = new InitialDefinitions(-1, List.of());

    public InitialDefinitions {
        records = List.copyOf(records);
    }
}
