package io.convergence.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Endpoint of a request together with the code that answers it.
 *
 * @param endpoint properties of the answers
 * @param handler called on the event loop when the headers have arrived
 */
public record Route(Endpoint endpoint, Consumer<Exchange> handler) {

    /** Choice of the route of a request, for one event loop. */
    @FunctionalInterface
    public interface Table {
        /**
         * The route of a path, which has no query; one that answers with status 404 when the service has no such path.
         */
        Route find(String path);

        /** The media type of {@link #unroutable}. */
        default CharSequence mediaTypeOfErrors() {
            return Headers.JSON;
        }

        /**
         * The body of the answer to a request that has no path, because it is not HTTP or exceeds a bound.
         *
         * @param status 400, 414 or 431
         * @param requestId identifies the answer in reports of its receiver
         */
        default Buffer unroutable(int status, String requestId) {
            return new ErrorResponse(
                            status, "bad_request", "the request must be HTTP/1.1 within the bounds of the service")
                    .body(requestId);
        }
    }

    /** Factory of the routes of one event loop. */
    @FunctionalInterface
    public interface Factory {
        /** Creates the routes; they are used by the event loop of the context only. */
        Table create(Vertx vertx, Context context);
    }
}
