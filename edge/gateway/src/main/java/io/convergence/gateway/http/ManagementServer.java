package io.convergence.gateway.http;

import io.convergence.gateway.settings.ServerSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The port for whoever runs the gateway: whether it lives, whether it can publish, and what it counts. */
public final class ManagementServer extends VerticleBase {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Shared shared;
    private final IntConsumer bound;
    private @Nullable HttpServer server;

    /**
     * Of a gateway.
     *
     * @param bound told the port
     */
    public ManagementServer(Shared shared, IntConsumer bound) {
        this.shared = shared;
        this.bound = bound;
    }

    @Override
    public Future<?> start() {
        ServerSettings settings = shared.settings().server();
        HttpServer listener = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(settings.managementHost())
                        .setPort(settings.managementPort())
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .exceptionHandler(failure -> {})
                .requestHandler(this::handle);
        server = listener;
        return listener.listen().onSuccess(listening -> bound.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void handle(HttpServerRequest request) {
        request.response().exceptionHandler(reset -> {});
        request.exceptionHandler(reset -> {});
        String path = request.path();
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!reads) {
            request.response().putHeader("Allow", "GET, HEAD");
            answer(request, 405, Headers.JSON, "{\"status\":\"method_not_allowed\"}");
        } else if ("/health".equals(path)) {
            answer(request, 200, Headers.JSON, "{\"status\":\"up\"}");
        } else if ("/ready".equals(path)) {
            boolean ready = shared.publisher().isReady();
            answer(
                    request,
                    ready ? 200 : 503,
                    Headers.JSON,
                    "{\"status\":\"" + (ready ? "ready" : "not_ready") + "\"}");
        } else if ("/metrics".equals(path)) {
            answer(
                    request,
                    200,
                    TEXT,
                    shared.metrics().text(shared.publisher().isReady(), shared.publisher()::bufferedBytes));
        } else {
            answer(request, 404, Headers.JSON, "{\"status\":\"not_found\"}");
        }
    }

    private static void answer(HttpServerRequest request, int status, CharSequence type, String body) {
        Headers.content(request.response().headers(), type);
        request.response().setStatusCode(status).end(Buffer.buffer(body));
    }
}
