package io.convergence.http;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Public port of a service on one event loop. A service deploys one instance for each loop; they share the port. */
public final class PublicServer extends VerticleBase {
    private static final long DEADLINE_CHECK_MILLIS = 100;

    private final ServerSettings settings;
    private final HttpMetrics metrics;
    private final Endpoint unroutable;
    private final Route.Factory factory;
    private final IntConsumer onBound;
    private final ConnectionDeadlines deadlines;
    private final RandomIds ids = new RandomIds();
    private @Nullable HttpServer server;

    /**
     * Creates the server; it listens once it is deployed.
     *
     * @param unroutable endpoint of the answers to requests that are not HTTP and have no path therefore
     * @param factory creates the routes of this event loop
     * @param onBound called with the port once the server listens
     */
    public PublicServer(
            ServerSettings settings,
            HttpMetrics metrics,
            Endpoint unroutable,
            Route.Factory factory,
            IntConsumer onBound) {
        this.settings = settings;
        this.metrics = metrics;
        this.unroutable = unroutable;
        this.factory = factory;
        this.onBound = onBound;
        this.deadlines = new ConnectionDeadlines(metrics, settings);
    }

    @Override
    public Future<?> start() {
        Route.Table routes = factory.create(vertx, context);
        HttpServer listener = vertx.createHttpServer(options())
                .connectionHandler(deadlines::open)
                .exceptionHandler(failure -> metrics.countClosed("error"))
                .invalidRequestHandler(request -> refuseInvalid(request, routes))
                .requestHandler(request -> handle(request, routes));
        vertx.setPeriodic(DEADLINE_CHECK_MILLIS, timer -> deadlines.expireOverdue());
        server = listener;
        return listener.listen(address()).onSuccess(listening -> onBound.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(settings.shutdownTimeout());
    }

    /** The same address for all event loops, also when the operating system picks the port. */
    private SocketAddress address() {
        return settings.port() == 0
                ? SocketAddress.sharedRandomPort(1, settings.host())
                : SocketAddress.inetSocketAddress(settings.port(), settings.host());
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxHeaderSize(settings.maxHeaderBytes())
                .setMaxInitialLineLength(settings.maxLineBytes())
                .setHttp2ClearTextEnabled(false)
                .setAcceptBacklog(1024)
                .setTcpNoDelay(true);
    }

    private void handle(HttpServerRequest request, Route.Table routes) {
        ConnectionDeadline deadline = deadlines.of(request.connection());
        // A client that does not read its answers gets no further ones.
        if (deadline == null || request.response().writeQueueFull()) {
            request.connection().close();
            return;
        }
        deadline.cancel();
        request.response().exceptionHandler(reset -> {});
        request.exceptionHandler(reset -> {});
        Route route = routes.find(String.valueOf(request.path()));
        Exchange exchange = new Exchange(request, route.endpoint(), deadlines, deadline, metrics, ids);
        exchange.run(() -> route.handler().accept(exchange));
    }

    private void refuseInvalid(HttpServerRequest request, Route.Table routes) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof PrematureChannelClosureException) {
            // The client is gone.
            return;
        }
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        request.response().exceptionHandler(reset -> {});
        if (unroutable.isCrossOrigin()) {
            Cors.ANY.addTo(request.response().headers(), unroutable);
        }
        Headers.addContent(request.response().headers(), routes.mediaTypeOfErrors());
        metrics.countAnswer(unroutable.label(), status);
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, Headers.CLOSE)
                .end(routes.unroutable(status, ids.next()))
                .onComplete(sent -> request.connection().close());
    }
}
