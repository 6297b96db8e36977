package io.convergence.jobs.settings;

/** What a reader of the output topics can rely on. */
public enum Delivery {
    /** Each record once, visible to {@code read_committed} readers when the checkpoint completes. */
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
