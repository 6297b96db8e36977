package io.convergence.query.http.sourcemap;

import io.convergence.http.BodyReader;
import io.convergence.http.BodySpool;
import io.convergence.http.Endpoint;
import io.convergence.http.Exchange;
import io.convergence.http.Route;
import io.convergence.query.access.Caller;
import io.convergence.query.access.Role;
import io.convergence.query.http.Api;
import io.convergence.query.http.ApiContext;
import io.convergence.query.http.Gatekeeper;
import io.convergence.query.symbols.SourcemapFields;
import io.convergence.query.symbols.SourcemapProblem;
import io.convergence.query.symbols.Sourcemaps;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths of archives of symbol files, in front of the other paths of an event loop. */
public final class SourcemapPort implements Route.Table {
    /** Path of archives. */
    static final String ARCHIVES = "/v1/sourcemap";
    /** Path of checks. */
    static final String CHECK = "/v1/sourcemap/check";

    private static final int MAX_CHECK = 1 << 20;
    /** Bytes of a form beside its file. */
    private static final int FORM = 64 << 10;

    private final Route.Table others;
    private final ApiContext context;
    private final Sourcemaps sourcemaps;
    private final Vertx vertx;
    private final Context eventLoop;
    private final Uploads uploads;
    private final Endpoint archives = Endpoint.ofPrograms(ARCHIVES, "DELETE, GET, PUT");
    private final Endpoint checks = Endpoint.ofPrograms(CHECK, "GET, POST");

    /** The paths of archives in front of those of the API. */
    public static Route.Factory inFrontOf(ApiContext context, Sourcemaps sourcemaps) {
        context.metrics().gauge("symbols_bytes", "Bytes of symbol files in memory.", sourcemaps::cachedBytes);
        context.metrics()
                .gauge("symbols_evictions", "Symbol files that were dropped from memory.", sourcemaps::evictions);
        Uploads uploads = new Uploads();
        return (vertx, loop) -> new SourcemapPort(new Api(context, loop), context, sourcemaps, uploads, vertx, loop);
    }

    private SourcemapPort(
            Route.Table others,
            ApiContext context,
            Sourcemaps sourcemaps,
            Uploads uploads,
            Vertx vertx,
            Context eventLoop) {
        this.others = others;
        this.context = context;
        this.sourcemaps = sourcemaps;
        this.uploads = uploads;
        this.vertx = vertx;
        this.eventLoop = eventLoop;
    }

    @Override
    public Route find(String path) {
        if (path.equals(ARCHIVES)) {
            return new Route(archives, exchange -> handle(exchange, archives));
        }
        return path.equals(CHECK) ? new Route(checks, exchange -> handle(exchange, checks)) : others.find(path);
    }

    @Override
    public CharSequence mediaTypeOfErrors() {
        return others.mediaTypeOfErrors();
    }

    @Override
    public Buffer unroutable(int status, String requestId) {
        return others.unroutable(status, requestId);
    }

    private void handle(Exchange exchange, Endpoint endpoint) {
        long started = System.nanoTime();
        SourcemapReplier replier = new SourcemapReplier(
                exchange,
                context,
                eventLoop,
                () -> context.metrics().observeRequest(endpoint.label(), System.nanoTime() - started));
        replier.guarded(() -> answer(exchange, endpoint, replier));
    }

    private void answer(Exchange exchange, Endpoint endpoint, SourcemapReplier replier) {
        HttpServerRequest request = exchange.request();
        String method = request.method().name();
        if (!List.of(endpoint.methods().toString().split(", ", -1)).contains(method)) {
            throw new SourcemapProblem(405, "admitted: " + endpoint.methods());
        }
        boolean isCheck = endpoint.label().equals(CHECK);
        if (method.equals("PUT") && sourcemaps.settings().uploadMax() == 0) {
            throw new SourcemapProblem(503, "uploads are turned off by symbols.upload-max");
        }
        SourcemapFields fields = SourcemapFields.ofQuery(request.query());
        Gatekeeper gatekeeper = context.gatekeeper();
        Caller caller;
        if (isCheck && sourcemaps.settings().isCheckOpen() && token(request, fields) == null) {
            caller = gatekeeper.anonymous();
        } else {
            Role least = method.equals("PUT") || method.equals("DELETE") ? Role.EDITOR : Role.READER;
            caller = gatekeeper.admit(token(request, fields), least, Instant.now());
        }
        fields.within(SourcemapOperations.parameters(endpoint.label(), method));
        String wished = fields.text("tenant");
        String tenant = gatekeeper.tenant(caller, wished.isEmpty() ? null : wished);
        switch (method) {
            case "PUT" -> upload(exchange, replier, tenant, fields, caller.name());
            case "DELETE" -> {
                fields.key();
                replier.work(tenant, () -> sourcemaps.delete(tenant, fields));
            }
            case "POST" -> check(exchange, replier, tenant, fields);
            default -> {
                if (isCheck) {
                    replier.work(tenant, () -> sourcemaps.check(tenant, fields));
                } else {
                    fields.appId();
                    replier.work(tenant, () -> sourcemaps.list(tenant, fields));
                }
            }
        }
    }

    /** The token of the query, which this product's paths do not admit elsewhere, or of the header. */
    private static @Nullable String token(HttpServerRequest request, SourcemapFields fields) {
        String token = fields.text("token");
        return token.isEmpty() ? Gatekeeper.bearer(request.getHeader("Authorization")) : token;
    }

    private void check(Exchange exchange, SourcemapReplier replier, String tenant, SourcemapFields fields) {
        String type = exchange.request().getHeader("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new SourcemapProblem(415, "admitted: application/json");
        }
        exchange.awaitBody(() -> replier.fail(408, "the body did not arrive in time"));
        BodyReader.read(
                exchange,
                MAX_CHECK,
                body -> replier.guarded(() -> {
                    SourcemapFields all = fields.and(body).within(SourcemapOperations.checked());
                    replier.work(tenant, () -> sourcemaps.check(tenant, all));
                }),
                () -> replier.fail(413, "the body must not exceed " + MAX_CHECK + " bytes"));
    }

    private void upload(
            Exchange exchange, SourcemapReplier replier, String tenant, SourcemapFields fields, String author) {
        fields.key();
        String type = exchange.request().getHeader("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("multipart/form-data")) {
            throw new SourcemapProblem(415, "admitted: multipart/form-data");
        }
        long most = sourcemaps.settings().uploadMax();
        Uploads.Spool spool = uploads.begin();
        replier.onEnd(spool::end);
        BodySpool.write(
                exchange,
                vertx,
                spool.file(),
                most + FORM,
                new BodySpool.Outcome(
                        () -> replier.work(tenant, () -> sourcemaps.put(tenant, fields, spool.file(), author)),
                        () -> replier.fail(413, "the archive must not exceed " + most + " bytes"),
                        () -> replier.fail(408, "the body did not arrive in time"),
                        () -> replier.fail(503, "the upload ended early, or cannot be written")));
    }
}
