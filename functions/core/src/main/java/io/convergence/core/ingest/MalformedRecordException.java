package io.convergence.core.ingest;

import java.io.IOException;

/**
 * Says that bytes are not one strict JSON object of the schema. The message never holds any of the input. It carries no
 * stack trace: it is an answer about input, and hostile input must stay cheap to refuse.
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
