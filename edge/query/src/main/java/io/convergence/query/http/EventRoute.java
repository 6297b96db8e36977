package io.convergence.query.http;

/** Opens event streams. */
@FunctionalInterface
public interface EventRoute {
    /**
     * Opens a stream.
     *
     * @return called once when the connection has closed
     * @throws ApiProblem when the stream is not admitted; nothing has been written then
     */
    Runnable open(ApiRequest request, EventSink sink);
}
