package io.convergence.core.signal;

/** The kinds of alert. */
public enum SignalKind {
    /** Real users are affected and synthetic checks confirm it. */
    USER_IMPACT_CORRELATED("rum.user_impact_correlated", "UserImpactCorrelated"),
    /** Real users are affected and synthetic checks do not detect it. */
    USER_IMPACT_UNSEEN("rum.user_impact_unseen_by_synthetics", "UserImpactUnseenBySynthetics"),
    /** The error budget of an objective is spent too fast. */
    SLO_BURN_RATE("slo.burn_rate", "SloBurnRate"),
    /** A vital of a page exceeds its performance budget. */
    BUDGET_EXCEEDED("rum.budget_exceeded", "PerformanceBudgetExceeded"),
    /** Users have a group of errors that was not there before. */
    ERROR_GROUP_NEW("rum.error_group_new", "NewErrorGroup");

    private final String plane;
    private final String label;
    private final String alertName;

    SignalKind(String label, String alertName) {
        this.plane = label.substring(0, label.indexOf('.'));
        this.label = label;
        this.alertName = alertName;
    }

    /** The part of the system that emits it: {@code rum} or {@code slo}. */
    public String plane() {
        return plane;
    }

    /** The value in the published signal. */
    public String label() {
        return label;
    }

    /** The alert name for Alertmanager and similar routers. */
    public String alertName() {
        return alertName;
    }
}
