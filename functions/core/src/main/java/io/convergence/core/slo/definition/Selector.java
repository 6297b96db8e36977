package io.convergence.core.slo.definition;

import java.io.Serializable;
import java.util.List;

/**
 * Condition that selects events by the value of one key. Without {@code glob} the value must equal one of the values; with
 * it, the value must match one of the patterns, in which {@code *} stands for any run of characters, dots included.
 *
 * @param key one of the keys of the source
 * @param glob whether the values are patterns
 * @param values at least one, ascending
 */
public record Selector(String key, boolean glob, List<String> values) implements Serializable {

    public Selector {
        values = List.copyOf(values);
    }
}
