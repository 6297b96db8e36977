package io.convergence.gateway.metrics;

/** The two kinds of monitoring that post. */
public enum Plane {
    /** Beacons of real users. */
    RUM("rum"),
    /** Results of synthetic checks. */
    SYNTHETIC("synthetic");

    private final String label;

    Plane(String label) {
        this.label = label;
    }

    /** The plane as records and metrics spell it. */
    public String label() {
        return label;
    }
}
