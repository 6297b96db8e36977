package io.convergence.recordings.s3;

import java.io.IOException;

/** A request that an object store did not answer, or refused. The message names no object. */
public final class ObjectStoreException extends IOException {
    private static final long serialVersionUID = 1;

    ObjectStoreException(String message) {
        super(message);
    }
}
