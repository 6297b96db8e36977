package io.convergence.core.slo.definition;

/**
 * One budget.
 *
 * @param tenant owner
 * @param slo name of the objective
 * @param group {@code key=value} joined by vertical bars in the order of {@code groupBy}, or empty
 */
public record GroupKey(String tenant, String slo, String group) {

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * (31 * tenant.hashCode() + slo.hashCode()) + group.hashCode();
    }
}
