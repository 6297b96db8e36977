package io.convergence.core.ingest;

import java.io.IOException;

/**
 * Thrown when bytes are not one strict JSON object of the schema. The message never contains any of the input. There is no
 * stack trace, so that rejecting hostile input stays cheap.
 */
public final class MalformedRecordException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedRecordException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
