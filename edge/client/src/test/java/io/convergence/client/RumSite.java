package io.convergence.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Web site with the rich client on its pages. It passes what the client sends on to a real gateway and keeps a copy;
 * each body that reaches the gateway must be accepted without a dropped event.
 */
final class RumSite implements AutoCloseable {
    static final String HOST = "shop.localhost";

    private static final int SLOW_MILLIS = 150;
    private static final Path RRWEB = Path.of("node_modules", "rrweb", "dist", "rrweb.umd.min.cjs");

    private final EventGateway gateway = EventGateway.shared();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final List<String> settingsRequests = new CopyOnWriteArrayList<>();
    private final List<Integer> segments = new CopyOnWriteArrayList<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();

    /**
     * A request with events.
     *
     * @param status status of the answer
     */
    record Post(String contentType, boolean hasCookie, String text, JsonNode body, int status) {}

    /** An answer in place of the gateway's: status, and the Retry-After header unless it is empty. */
    record Refusal(int status, String retryAfter) {}

    RumSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        page("/quiet", "<title>quiet</title>");
    }

    /** Adds a page with exactly this content. */
    RumSite page(String path, String html) {
        pages.put(path, html);
        return this;
    }

    /** Adds a page with the client, created with further options in JavaScript, and a body. */
    RumSite measured(String path, String options, String body) {
        return page(
                path,
                "<!doctype html><title>shop</title><script src='/rum.js'></script><script>window.rum = "
                        + "ConvergenceRum.initRUM({dsn: '/ingest?token=" + EventGateway.TOKEN + "', version: '1.4.2',"
                        + options
                        + "})</script><body>" + body);
    }

    /** Answers the next request with events by a refusal; to be called once for each. */
    void refuse(int status, String retryAfter) {
        refusals.add(new Refusal(status, retryAfter));
    }

    String url(String path) {
        return "http://" + HOST + ':' + server.getAddress().getPort() + path;
    }

    /** Opens a page without the client, and waits until what was sent before has arrived. */
    void leave(Browser chrome) {
        chrome.open(url("/quiet"));
        settle(chrome);
    }

    /** Waits until earlier requests of the browser have been answered. */
    void settle(Browser chrome) {
        chrome.until("(async () => { for (let i = 0; i < 5; i++) await fetch('/status/200?' + i); done() })()");
    }

    List<Post> posts() {
        return posts;
    }

    /** The statuses of the gateway's answers to segments of recordings. */
    List<Integer> segments() {
        return segments;
    }

    List<String> settingsRequests() {
        return settingsRequests;
    }

    /** Waits for events of a type and returns all that have come. */
    List<JsonNode> await(String type, Predicate<JsonNode> awaited) {
        Waiting.until(type + " events are here", () -> events(type).stream().anyMatch(awaited));
        return events(type);
    }

    /** Waits for the first event of a type that is awaited. */
    JsonNode first(String type, Predicate<JsonNode> awaited) {
        return await(type, awaited).stream().filter(awaited).findFirst().orElseThrow();
    }

    /** The events of a type that the gateway has accepted, in the order of their arrival. */
    List<JsonNode> events(String type) {
        return events().stream()
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    /** All events that the gateway has accepted, in the order of their arrival. */
    List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        for (Post post : posts) {
            if (post.status() == 202) {
                post.body().get("events").forEach(events::add);
            }
        }
        return events;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        assertThat(posts)
                .allSatisfy(post -> assertThat(post.status()).as(post.text()).isNotIn(400, 401, 403, 404, 413));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.startsWith("/slow")) {
            CompletableFuture.delayedExecutor(SLOW_MILLIS, TimeUnit.MILLISECONDS, threads)
                    .execute(() -> reply(exchange, 200, "text/plain", "slow"));
        } else if (path.equals("/ingest/events")) {
            ingest(exchange, body);
        } else if (path.equals("/ingest/replay")) {
            HttpResponse<String> answer =
                    gateway.send("POST", exchange.getRequestURI().toString(), body);
            segments.add(answer.statusCode());
            reply(exchange, answer.statusCode(), "application/json", answer.body());
        } else if (path.equals("/rrweb.js")) {
            reply(exchange, 200, RichClient.MEDIA_TYPE, Files.readString(RRWEB));
        } else if (path.equals("/v1/env_variable")) {
            settingsRequests.add(exchange.getRequestURI().toString());
            HttpResponse<String> answer =
                    gateway.send("GET", exchange.getRequestURI().toString(), body);
            reply(exchange, answer.statusCode(), "application/json", answer.body());
        } else if (path.equals("/rum.js")) {
            byte[] script = RichClient.script();
            reply(
                    exchange,
                    200,
                    RichClient.MEDIA_TYPE,
                    script == null ? "" : new String(script, StandardCharsets.UTF_8));
        } else if (path.equals("/react.js")) {
            reply(exchange, 200, RichClient.MEDIA_TYPE, Files.readString(Path.of("target", "test-js", "react.js")));
        } else if (path.startsWith("/status/")) {
            reply(exchange, Integer.parseInt(path.substring("/status/".length())), "text/plain", "x");
        } else if (path.equals("/no-answer")) {
            exchange.close();
        } else {
            String page = pages.getOrDefault(path, "");
            reply(exchange, page.isEmpty() ? 404 : 200, "text/html; charset=utf-8", page);
        }
    }

    private void ingest(HttpExchange exchange, byte[] body) {
        Refusal refusal = refusals.poll();
        int status = refusal == null ? 0 : refusal.status();
        String answer = "{}";
        if (refusal == null) {
            HttpResponse<String> accepted =
                    gateway.send("POST", exchange.getRequestURI().toString(), body);
            answer = accepted.body();
            // An event that the gateway drops is a mistake of the client.
            status = accepted.statusCode() == 202 && !answer.contains("\"dropped\":0") ? 400 : accepted.statusCode();
        } else if (!refusal.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", refusal.retryAfter());
        }
        posts.add(new Post(
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                exchange.getRequestHeaders().containsKey("Cookie"),
                new String(body, StandardCharsets.UTF_8) + " " + answer,
                EventGateway.json(body),
                status));
        reply(exchange, status, "application/json", answer);
    }

    private static void reply(HttpExchange exchange, int status, String mediaType, String text) {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            exchange.getResponseHeaders().set("Content-Security-Policy", "script-src 'self' 'unsafe-inline'");
            boolean isEmpty = body.length == 0 || status == 204;
            exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
            if (!isEmpty) {
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            // The browser has gone.
        }
    }
}
