package io.convergence.core.slo.definition;

/**
 * Key of one budget: an objective and a group.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param group {@code key=value} pairs joined by vertical bars, in the order of {@code groupBy}; empty without groups
 */
public record GroupKey(String tenant, String slo, String group) {

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * (31 * tenant.hashCode() + slo.hashCode()) + group.hashCode();
    }
}
