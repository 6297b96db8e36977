package io.convergence.core.window;

/** The rows of table {@code rum_minutes}. */
public enum RumMinutes {
    /** A row for each page of an app on a host and minute. */
    PAGE("page"),
    /** A row for each app on a host and minute, under the page {@code (other)}. */
    HOST("host"),
    /** No row. */
    NONE("none");

    private final String label;

    RumMinutes(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
