package io.convergence.core.slo.definition;

/** Unit in which a budget is counted (OpenSLO v1, SLO, {@code budgetingMethod}). */
public enum BudgetingMethod {
    /** Events: the ratio of good events to all events. */
    OCCURRENCES("Occurrences"),
    /** Slices of time: a slice is good when its ratio of good events reaches the slice target. */
    TIMESLICES("Timeslices"),
    /** Slices of time: the mean of the slices' ratios of good events. */
    RATIO_TIMESLICES("RatioTimeslices");

    private final String label;

    BudgetingMethod(String label) {
        this.label = label;
    }

    /** Value of the field {@code budgetingMethod}. */
    public String label() {
        return label;
    }
}
