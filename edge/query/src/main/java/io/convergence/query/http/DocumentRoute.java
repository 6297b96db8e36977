package io.convergence.query.http;

import java.io.InputStream;

/** Opens long JSON documents, which are sent while they are read. */
@FunctionalInterface
public interface DocumentRoute {
    /**
     * Opens the document of a request. It is read by worker threads, one at a time, and closed at its end. An
     * {@link ApiProblem} of the first read is the answer; one of a later read closes the connection.
     *
     * @throws ApiProblem when there is no such document
     */
    InputStream open(ApiRequest request);
}
