package io.convergence.core.slo.definition;

import java.io.Serializable;
import java.util.List;

/**
 * What a key of an event must be: one of the values, or like one of them where they are patterns. Values are compared as
 * they are; in a pattern {@code *} is any run of characters, dots included, and nothing else is special.
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
