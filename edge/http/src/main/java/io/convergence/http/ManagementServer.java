package io.convergence.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Management port of a service: {@code /health}, {@code /ready} and {@code /metrics} for its operator. */
public final class ManagementServer extends VerticleBase {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final ServerSettings settings;
    private final HttpMetrics metrics;
    private final BooleanSupplier isReady;
    private final IntConsumer onBound;
    private @Nullable HttpServer server;

    /**
     * Creates the server; it listens once it is deployed.
     *
     * @param isReady whether the service can serve requests; may be called by any thread
     * @param onBound called with the port once the server listens
     */
    public ManagementServer(
            ServerSettings settings, HttpMetrics metrics, BooleanSupplier isReady, IntConsumer onBound) {
        this.settings = settings;
        this.metrics = metrics;
        this.isReady = isReady;
        this.onBound = onBound;
    }

    @Override
    public Future<?> start() {
        HttpServer listener = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(settings.managementHost())
                        .setPort(settings.managementPort())
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .exceptionHandler(failure -> {})
                .requestHandler(this::handle);
        server = listener;
        return listener.listen().onSuccess(listening -> onBound.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void handle(HttpServerRequest request) {
        request.response().exceptionHandler(reset -> {});
        request.exceptionHandler(reset -> {});
        String path = request.path();
        boolean isRead =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!isRead) {
            request.response().putHeader("Allow", "GET, HEAD");
            answer(request, 405, Headers.JSON, status("method_not_allowed"));
        } else if ("/health".equals(path)) {
            answer(request, 200, Headers.JSON, status("up"));
        } else if ("/ready".equals(path)) {
            boolean ready = isReady.getAsBoolean();
            answer(request, ready ? 200 : 503, Headers.JSON, status(ready ? "ready" : "not_ready"));
        } else if ("/metrics".equals(path)) {
            answer(request, 200, TEXT, metrics.text());
        } else {
            answer(request, 404, Headers.JSON, status("not_found"));
        }
    }

    private static String status(String status) {
        return "{\"status\":\"" + status + "\"}";
    }

    private static void answer(HttpServerRequest request, int status, CharSequence mediaType, String body) {
        Headers.addContent(request.response().headers(), mediaType);
        request.response().setStatusCode(status).end(Buffer.buffer(body));
    }
}
