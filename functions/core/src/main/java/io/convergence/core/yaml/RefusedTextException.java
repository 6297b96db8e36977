package io.convergence.core.yaml;

/** A text that is not read on: it is beyond a bound, where reading on is what would cost, or the parser gave up. */
final class RefusedTextException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    /**
     * A bound that is passed.
     *
     * @param line where, from 1
     * @param message the bound
     */
    RefusedTextException(int line, String message) {
        super(message + "; nothing after it is read", null, false, false);
        this.line = line;
    }

    /**
     * A parser that gave up.
     *
     * @param line where it last was, from 1
     * @param cause its own exception
     */
    RefusedTextException(int line, String message, RuntimeException cause) {
        super(message, cause);
        this.line = line;
    }

    int line() {
        return line;
    }
}
