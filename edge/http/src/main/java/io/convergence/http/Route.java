package io.convergence.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
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
    }

    /** Factory of the routes of one event loop. */
    @FunctionalInterface
    public interface Factory {
        /** Creates the routes; they are used by the event loop of the context only. */
        Table create(Vertx vertx, Context context);
    }
}
