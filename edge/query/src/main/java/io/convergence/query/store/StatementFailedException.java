package io.convergence.query.store;

import java.sql.SQLException;

/** Carrier of a database failure out of a request's statements; the store turns it into a problem. */
final class StatementFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final SQLException failure;

    StatementFailedException(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException sqlException() {
        return failure;
    }
}
