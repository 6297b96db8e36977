package io.convergence.core.yaml;

/**
 * Refusal to read the rest of a text: it exceeds a limit beyond which reading on would be expensive, or the parser failed.
 */
final class RefusedTextException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    /**
     * An exceeded limit.
     *
     * @param line where it is exceeded, from 1
     * @param message the limit
     */
    RefusedTextException(int line, String message) {
        super(message + "; nothing after it is read", null, false, false);
        this.line = line;
    }

    /**
     * A failure of the parser.
     *
     * @param line of the last event before it, from 1
     * @param message what it means
     * @param cause the parser's exception
     */
    RefusedTextException(int line, String message, RuntimeException cause) {
        super(message, cause);
        this.line = line;
    }

    /** Line in the text, from 1. */
    int line() {
        return line;
    }
}
