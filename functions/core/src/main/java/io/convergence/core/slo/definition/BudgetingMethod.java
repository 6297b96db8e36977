package io.convergence.core.slo.definition;

/** What a budget is counted in (OpenSLO v1, SLO, {@code budgetingMethod}). */
public enum BudgetingMethod {
    /** Events: good ones over all. */
    OCCURRENCES("Occurrences"),
    /** Slices of time: a slice is good when its ratio of good events reaches a target. */
    TIMESLICES("Timeslices"),
    /** Slices of time: the mean of their ratios of good events. */
    RATIO_TIMESLICES("RatioTimeslices");

    private final String label;

    BudgetingMethod(String label) {
        this.label = label;
    }

    /** As definitions spell it. */
    public String label() {
        return label;
    }
}
