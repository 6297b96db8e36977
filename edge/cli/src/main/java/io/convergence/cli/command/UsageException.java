package io.convergence.cli.command;

import java.util.List;

/** A mistake in the command line or in the files that it names. The user sees the message as one line, then the details. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> details;

    /** A mistake that one line describes. */
    public UsageException(String message) {
        this(message, List.of());
    }

    /**
     * A mistake with several causes.
     *
     * @param message one line
     * @param details one line each
     */
    public UsageException(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    /** The single causes, one line each. */
    public List<String> details() {
        return details;
    }
}
