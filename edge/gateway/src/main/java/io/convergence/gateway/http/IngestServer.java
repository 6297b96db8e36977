package io.convergence.gateway.http;

import static java.util.Objects.requireNonNull;

import io.convergence.gateway.ingest.BeaconRules;
import io.convergence.gateway.ingest.Cors;
import io.convergence.gateway.ingest.PublishedIds;
import io.convergence.gateway.ingest.RandomIds;
import io.convergence.gateway.ingest.Ruling.Refusal;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.settings.RumSettings;
import io.convergence.core.settings.Secret;
import io.convergence.gateway.settings.ServerSettings;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The port that is open to the world, served by one event loop; several share it. */
public final class IngestServer extends VerticleBase {
    private static final long SWEEP_MILLIS = 100;

    private final Shared shared;
    private final ServerSettings settings;
    private final Peers peers;
    private final RandomIds ids = new RandomIds();
    private final IntConsumer bound;
    private final Buffer openApi;
    private @Nullable HttpServer server;

    /**
     * Of one event loop.
     *
     * @param openApi the document that describes it
     * @param bound told the port
     */
    public IngestServer(Shared shared, Buffer openApi, IntConsumer bound) {
        this.shared = shared;
        this.settings = shared.settings().server();
        this.peers = new Peers(shared.metrics(), settings);
        this.openApi = openApi;
        this.bound = bound;
    }

    @Override
    public Future<?> start() {
        RumRoute rum = new RumRoute(beaconRules(), shared, context);
        SyntheticRoute synthetic = new SyntheticRoute(shared, vertx, context);
        HttpServer listener = vertx.createHttpServer(options())
                .connectionHandler(peers::take)
                .exceptionHandler(failure -> shared.metrics().closed("error"))
                .invalidRequestHandler(this::refuseInvalid)
                .requestHandler(request -> handle(request, rum, synthetic));
        vertx.setPeriodic(SWEEP_MILLIS, timer -> peers.sweep());
        server = listener;
        return listener.listen(address()).onSuccess(listening -> bound.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(settings.shutdownTimeout());
    }

    private BeaconRules beaconRules() {
        RumSettings settings = shared.settings().rum();
        Secret secret = settings.enabled() ? requireNonNull(settings.idSecret()) : new Secret("not used");
        return new BeaconRules(
                shared.registry()::current, shared.rates(), new PublishedIds(secret), settings.enabled());
    }

    /** One for all loops, also when the operating system picks the port. */
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

    private void handle(HttpServerRequest request, RumRoute rum, SyntheticRoute synthetic) {
        Peer peer = peers.of(request.connection());
        // A sender that does not read its answers gets no more of them.
        if (peer == null || request.response().writeQueueFull()) {
            request.connection().close();
            return;
        }
        peer.rest();
        request.response().exceptionHandler(reset -> {});
        request.exceptionHandler(reset -> {});
        route(request, peer, rum, synthetic);
    }

    private void route(HttpServerRequest request, Peer peer, RumRoute rum, SyntheticRoute synthetic) {
        String path = request.path();
        if (RumRoute.PATH.equals(path)) {
            Exchange exchange = exchange(request, Plane.RUM, peer);
            exchange.run(() -> rum.handle(exchange));
        } else if (SyntheticRoute.PATH.equals(path)) {
            Exchange exchange = exchange(request, Plane.SYNTHETIC, peer);
            exchange.run(() -> synthetic.handle(exchange));
        } else if ("/openapi.yaml".equals(path) && request.method().equals(HttpMethod.GET)) {
            Headers.cors(request.response().headers(), Cors.ANY);
            Headers.content(request.response().headers(), "application/yaml");
            request.response().end(openApi);
            peers.awaitNext(peer);
        } else {
            exchange(request, Plane.RUM, peer)
                    .refuse(Refusal.uncounted(404, "not_found", "the path must be one of those of /openapi.yaml"));
        }
    }

    private Exchange exchange(HttpServerRequest request, Plane plane, Peer peer) {
        return new Exchange(request, plane, peers, peer, shared.metrics(), ids);
    }

    private void refuseInvalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof PrematureChannelClosureException) {
            // Nobody is there to be answered.
            return;
        }
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        request.response().exceptionHandler(reset -> {});
        Headers.cors(request.response().headers(), Cors.ANY);
        Headers.content(request.response().headers(), Headers.JSON);
        shared.metrics().answered(Plane.RUM, status);
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(ErrorBody.of(
                        "bad_request", "the request must be HTTP/1.1 within the gateway's bounds", ids.next()))
                .onComplete(sent -> request.connection().close());
    }
}
