package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that a metric source selects.
 *
 * @param source null when it could not be read
 * @param where selectors, ascending by key; null when they could not be read
 */
record EventSelection(@Nullable SliSource source, @Nullable List<Selector> where) {
    private static final int MAX_KEYS = 8;
    private static final String SOURCES = "one of rum, synthetic, convergence, joint";

    /** Reads {@code source} and {@code where} of the {@code spec} of a metric source. */
    static EventSelection read(Fields spec) {
        String label = spec.requiredText("source", SOURCES);
        SliSource source = null;
        for (SliSource candidate : SliSource.values()) {
            source = candidate.label().equals(label) ? candidate : source;
        }
        if (label != null && source == null) {
            spec.error("source", "unknown source " + QuotedText.of(label) + ": must be " + SOURCES);
        }
        Value where = spec.get("where");
        if (source == null) {
            return new EventSelection(null, null);
        }
        return new EventSelection(source, where == null ? List.of() : SelectorReader.read(where, source));
    }

    /** Reads {@code groupBy} of the same {@code spec}; empty when the source could not be read. */
    List<String> groupBy(Fields spec) {
        List<Value> keys = spec.items("groupBy", MAX_KEYS);
        return source == null ? List.of() : GroupByReader.read(keys, source);
    }
}
