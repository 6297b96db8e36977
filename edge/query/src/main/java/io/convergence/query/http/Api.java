package io.convergence.query.http;

import io.convergence.http.BodyReader;
import io.convergence.http.ContentEncoding;
import io.convergence.http.Endpoint;
import io.convergence.http.Exchange;
import io.convergence.http.Route;
import io.convergence.query.access.Caller;
import io.convergence.query.access.Role;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Public port of the service, for one event loop: finds routes, admits callers, reads bodies and writes answers. */
public final class Api implements Route.Table {
    private static final int MAX_BODY = 256 << 10;
    private static final List<String> MEDIA_TYPES = List.of("application/json", "application/yaml");
    private static final List<String> PATCH_TYPES = List.of("application/merge-patch+json", "application/json");
    private static final byte[] EMPTY = {};

    private final ApiContext context;
    private final Context eventLoop;
    private final Clock clock;
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Endpoint other = Endpoint.ofPrograms("other", "GET");

    /** Creates the port. */
    public Api(ApiContext context, Context eventLoop) {
        this.context = context;
        this.eventLoop = eventLoop;
        this.clock = Clock.systemUTC();
        context.router()
                .routes()
                .forEach(route -> endpoints.put(route.pattern(), Endpoint.ofPrograms(route.pattern(), route.method())));
    }

    @Override
    public Route find(String path) {
        String pattern = context.router().pattern(path);
        Endpoint endpoint = pattern == null ? other : endpoints.getOrDefault(pattern, other);
        return new Route(endpoint, exchange -> handle(exchange, endpoint.label()));
    }

    @Override
    public CharSequence mediaTypeOfErrors() {
        return Reply.PROBLEM;
    }

    @Override
    public Buffer unroutable(int status, String requestId) {
        Reply problem =
                Reply.problem(ApiProblem.outOfBounds(status), UUID.randomUUID().toString());
        return Buffer.buffer(problem.body());
    }

    private void handle(Exchange exchange, String label) {
        long started = System.nanoTime();
        HttpServerRequest request = exchange.request();
        Replier replier = new Replier(
                exchange,
                UUID.randomUUID().toString(),
                () -> context.metrics().observeRequest(label, System.nanoTime() - started));
        try {
            String path = String.valueOf(request.path());
            String method = request.method().name();
            PathRouter.Match match = context.router().find(method, path);
            if (match != null) {
                answer(exchange, replier, match, path);
                return;
            }
            boolean isRead = method.equals("GET") || method.equals("HEAD");
            Reply file = isRead ? context.files().apply(path) : null;
            if (file == null) {
                throw ApiProblem.notFound("the path must be one of those of /api/v1/openapi.yaml");
            }
            replier.send(file);
        } catch (ApiProblem problem) {
            replier.send(problem);
        }
    }

    private void answer(Exchange exchange, Replier replier, PathRouter.Match match, String path) {
        HttpServerRequest request = exchange.request();
        ApiRoute route = match.route();
        Function<String, @Nullable String> headers = name -> request.getHeader(name);
        Instant now = clock.instant();
        Role role = route.role();
        Caller caller = role == null
                ? null
                : context.gatekeeper().admit(request.method().name(), role, headers, now);
        Set<String> admitted = new HashSet<>(route.parameters());
        if (caller != null) {
            admitted.add("tenant");
        }
        Parameters parameters = new Parameters(QueryString.parse(request.query()), admitted);
        String tenant = caller == null ? "" : tenant(route, caller, parameters);
        readBody(exchange, replier, body -> {
            ApiRequest asked = new ApiRequest(
                    path, match.variables(), parameters, headers, body, replier.id(), now, caller, tenant);
            EventRoute events = route.events();
            if (events != null) {
                StreamedEvents.open(exchange, eventLoop, asked, events);
            } else if (role == null) {
                replier.send(route.answer().of(asked));
            } else {
                work(asked, route, exchange, replier);
            }
        });
    }

    private String tenant(ApiRoute route, Caller caller, Parameters parameters) {
        String wished = parameters.name("tenant");
        boolean anyTenant =
                wished == null && caller.tenants().size() > 1 && route.pattern().equals(ApiRoute.ME);
        return anyTenant ? "" : context.gatekeeper().tenant(caller, wished);
    }

    private void readBody(Exchange exchange, Replier replier, Consumer<byte[]> onBody) {
        HttpServerRequest request = exchange.request();
        String method = request.method().name();
        if (method.equals("GET") || method.equals("HEAD") || method.equals("DELETE")) {
            guarded(replier, () -> onBody.accept(EMPTY));
            return;
        }
        String type = request.getHeader("Content-Type");
        String mediaType = type == null ? "" : type.split(";", 2)[0].strip();
        List<String> admitted = method.equals("PATCH") ? PATCH_TYPES : MEDIA_TYPES;
        if (!admitted.contains(mediaType)) {
            throw ApiProblem.mediaType(String.join(", ", admitted));
        }
        exchange.awaitBody(() -> replier.send(ApiProblem.body("the body did not arrive in time")));
        BodyReader.read(
                exchange,
                MAX_BODY,
                body -> guarded(replier, () -> onBody.accept(decode(body, request.getHeader("Content-Encoding")))),
                () -> replier.send(ApiProblem.tooLarge(MAX_BODY)));
    }

    private static byte[] decode(byte[] body, @Nullable String encoding) {
        try {
            byte[] decoded = ContentEncoding.decode(body, encoding, MAX_BODY);
            if (decoded == null) {
                throw ApiProblem.tooLarge(MAX_BODY);
            }
            return decoded;
        } catch (ContentEncoding.UndecodableException e) {
            throw ApiProblem.body("the content encoding is unknown or the body is not valid in it");
        }
    }

    /** Answers on a thread of the store; the answer is sent by the event loop. */
    private void work(ApiRequest request, ApiRoute route, Exchange exchange, Replier replier) {
        DocumentRoute document = route.document();
        Runnable task = () -> {
            Runnable send;
            try {
                if (document == null) {
                    Reply reply = replier.encoded(route.answer().of(request));
                    send = () -> replier.write(reply);
                } else {
                    InputStream opened = document.open(request);
                    send = () -> StreamedDocument.send(exchange, eventLoop, replier, opened);
                }
            } catch (ApiProblem problem) {
                send = () -> replier.send(problem);
            } catch (RuntimeException fault) {
                send = () -> replier.fault(fault);
            }
            onEventLoop(send);
        };
        ApiProblem busy = ApiProblem.unavailable("busy", "too many requests of the tenant wait already");
        context.work().submit(request.tenant(), task, () -> onEventLoop(() -> replier.send(busy)));
    }

    private void onEventLoop(Runnable send) {
        eventLoop.runOnContext(loop -> send.run());
    }

    private static void guarded(Replier replier, Runnable task) {
        try {
            task.run();
        } catch (ApiProblem problem) {
            replier.send(problem);
        } catch (RuntimeException fault) {
            replier.fault(fault);
        }
    }
}
