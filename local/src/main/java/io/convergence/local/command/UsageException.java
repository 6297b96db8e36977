package io.convergence.local.command;

/** A mistake in the command line, told in one line. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
