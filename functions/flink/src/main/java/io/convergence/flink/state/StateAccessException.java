package io.convergence.flink.state;

/** The state backend failed: the job restarts from its last checkpoint. */
public final class StateAccessException extends RuntimeException {

    /** Wraps what the backend threw. */
    public StateAccessException(Exception cause) {
        super("the state backend failed", cause);
    }
}
