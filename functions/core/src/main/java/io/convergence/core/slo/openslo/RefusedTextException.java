package io.convergence.core.slo.openslo;

/** A text that is beyond a bound: nothing more of it is read, because reading on is what would cost. */
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

    int line() {
        return line;
    }
}
