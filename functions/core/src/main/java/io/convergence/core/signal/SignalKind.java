package io.convergence.core.signal;

/** What a signal of the convergence plane says. */
public enum SignalKind {
    /** Real users are affected and the checks agree. */
    USER_IMPACT_CORRELATED("rum.user_impact_correlated", "UserImpactCorrelated"),
    /** Real users are affected and the checks do not see it. */
    USER_IMPACT_UNSEEN("rum.user_impact_unseen_by_synthetics", "UserImpactUnseenBySynthetics");

    private final String label;
    private final String alertName;

    SignalKind(String label, String alertName) {
        this.label = label;
        this.alertName = alertName;
    }

    /** The kind as the envelope spells it. */
    public String label() {
        return label;
    }

    /** The name of the alert. */
    public String alertName() {
        return alertName;
    }
}
