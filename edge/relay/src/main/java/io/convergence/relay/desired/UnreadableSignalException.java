package io.convergence.relay.desired;

/** Failure to read a record of the topic of signals. Its message contains nothing of the record's content. */
public final class UnreadableSignalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableSignalException(String message) {
        super(message);
    }
}
