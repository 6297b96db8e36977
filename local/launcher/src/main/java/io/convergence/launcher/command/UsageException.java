package io.convergence.launcher.command;

import java.util.List;

/** A mistake in the command line, told in one line, or in one and what is wrong in lines of their own. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> details;

    public UsageException(String message) {
        this(message, List.of());
    }

    public UsageException(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    /** What is wrong in particular, one line each. */
    public List<String> details() {
        return details;
    }
}
