package io.convergence.gateway.datakit;

/** Thrown by the reader of a point for the first problem of the point. */
final class PointProblemException extends Exception {
    private static final long serialVersionUID = 1;

    PointProblemException(String problem) {
        super(problem, null, false, false);
    }
}
