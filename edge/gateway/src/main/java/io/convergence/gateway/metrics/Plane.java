package io.convergence.gateway.metrics;

/** The two kinds of monitoring data that the gateway receives. */
public enum Plane {
    /** Beacons of real users. */
    RUM("rum"),
    /** Results of synthetic checks. */
    SYNTHETIC("synthetic");

    private final String label;

    Plane(String label) {
        this.label = label;
    }

    /** The name of the plane in records and metrics. */
    public String label() {
        return label;
    }
}
