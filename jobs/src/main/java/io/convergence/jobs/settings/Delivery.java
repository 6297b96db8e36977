package io.convergence.jobs.settings;

/** The delivery guarantee of the output topics. */
public enum Delivery {
    /** Each record once, visible to {@code read_committed} consumers when its checkpoint completes. */
    EXACTLY_ONCE("exactly-once"),
    /** Each record at least once, visible at once; after a failure some are repeated with the same ids. */
    AT_LEAST_ONCE("at-least-once");

    private final String label;

    Delivery(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
