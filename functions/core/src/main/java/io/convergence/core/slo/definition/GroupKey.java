package io.convergence.core.slo.definition;

import io.convergence.core.signal.SignalSubject;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Key of one budget: an objective and a group.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param group {@code key=value} pairs joined by vertical bars, in the order of {@code groupBy}; empty without groups;
 *     {@link #OTHER} for the groups beyond the bound;
 *     {@link SignalSubject#ALL_GROUPS} for the alerts of all groups together
 */
public record GroupKey(String tenant, String slo, String group) {
    /** Group of the events whose own group found no place. It has no equals sign, so no group of events has this text. */
    public static final String OTHER = "(other)";

    /** Key of the budget of all groups of the objective that found no place. */
    public GroupKey other() {
        return new GroupKey(tenant, slo, OTHER);
    }

    /** Key of the alerts of an objective about all its groups. */
    public static GroupKey ofAllGroups(String tenant, String slo) {
        return new GroupKey(tenant, slo, SignalSubject.ALL_GROUPS);
    }

    /** Whether the key stands for all groups of the objective. */
    public boolean isAllGroups() {
        return group.equals(SignalSubject.ALL_GROUPS);
    }

    /** Whether the budget is that of the groups that found no place. */
    public boolean isOther() {
        return group.equals(OTHER);
    }

    /** Whether the keys of the group are these, in this order. {@link #OTHER} is grouped by any keys, at least one. */
    public boolean isGroupedBy(List<String> keys) {
        if (isOther()) {
            return !keys.isEmpty();
        }
        List<String> own = group.isEmpty()
                ? List.of()
                : Arrays.stream(group.split("\\|"))
                        .map(part -> part.substring(0, Math.max(0, part.indexOf('='))))
                        .toList();
        return own.equals(keys);
    }

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof GroupKey that
                && that.group.equals(group)
                && that.slo.equals(slo)
                && that.tenant.equals(tenant);
    }

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * (31 * tenant.hashCode() + slo.hashCode()) + group.hashCode();
    }
}
