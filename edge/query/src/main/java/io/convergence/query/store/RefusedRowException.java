package io.convergence.query.store;

/** A row that the database does not take: a text that it cannot store, or a key that another row has. */
public final class RefusedRowException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String UNIQUE_VIOLATION = "23505";

    private final String state;

    RefusedRowException(String state, String message) {
        super(message);
        this.state = state;
    }

    /** Whether another row has the key. */
    public boolean isDuplicate() {
        return state.equals(UNIQUE_VIOLATION);
    }
}
