package io.convergence.query.symbols;

/** Thrown to end a request about archives with an error. */
public final class SourcemapProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * A problem.
     *
     * @param status HTTP status
     * @param message {@code errorMsg} of the answer
     */
    public SourcemapProblem(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }
}
