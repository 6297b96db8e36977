package io.convergence.core.slo.definition;

import java.util.Arrays;
import java.util.List;

/**
 * Key of one budget: an objective and a group.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param group {@code key=value} pairs joined by vertical bars, in the order of {@code groupBy}; empty without groups
 */
public record GroupKey(String tenant, String slo, String group) {

    /** Whether the keys of the group are these, in this order. */
    public boolean isGroupedBy(List<String> keys) {
        List<String> own = group.isEmpty()
                ? List.of()
                : Arrays.stream(group.split("\\|"))
                        .map(part -> part.substring(0, Math.max(0, part.indexOf('='))))
                        .toList();
        return own.equals(keys);
    }

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * (31 * tenant.hashCode() + slo.hashCode()) + group.hashCode();
    }
}
