package io.convergence.gateway.metrics;

/** The kinds of monitoring data that the gateway receives. */
public enum Plane {
    /** Beacons of real users. */
    RUM("rum"),
    /** Results of synthetic checks. */
    SYNTHETIC("synthetic"),
    /** Events of the second plane. */
    EVENTS("events");

    private final String label;

    Plane(String label) {
        this.label = label;
    }

    /** The name of the plane in records and metrics. */
    public String label() {
        return label;
    }
}
