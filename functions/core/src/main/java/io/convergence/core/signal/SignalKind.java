package io.convergence.core.signal;

/** What a signal says. */
public enum SignalKind {
    /** Real users are affected and the checks agree. */
    USER_IMPACT_CORRELATED("rum.user_impact_correlated", "UserImpactCorrelated"),
    /** Real users are affected and the checks do not see it. */
    USER_IMPACT_UNSEEN("rum.user_impact_unseen_by_synthetics", "UserImpactUnseenBySynthetics"),
    /** An error budget is spent too fast. */
    SLO_BURN_RATE("slo.burn_rate", "SloBurnRate");

    private final String plane;
    private final String label;
    private final String alertName;

    SignalKind(String label, String alertName) {
        this.plane = label.substring(0, label.indexOf('.'));
        this.label = label;
        this.alertName = alertName;
    }

    /** Where it comes from: {@code rum} or {@code slo}. */
    public String plane() {
        return plane;
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
