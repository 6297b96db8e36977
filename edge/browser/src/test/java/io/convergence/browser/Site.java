package io.convergence.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.rum.BrowserPayload;
import io.convergence.core.rum.BrowserPayloadDecoder;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Web site with the SDK on its pages. It also receives the beacons and decodes them with the gateway's decoder. */
final class Site implements AutoCloseable {
    static final String HOST = "shop.localhost";

    private static final String SCRIPT =
            "<script src='/sdk.js' data-key='pk_shop' data-endpoint='/ingest/rum'></script>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Set<String> requested = ConcurrentHashMap.newKeySet();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final BrowserPayloadDecoder decoder = new BrowserPayloadDecoder(key -> "acme");
    private volatile int ingestStatus = 202;

    /** One request to the ingest path. */
    record Post(String contentType, List<String> cookies, String text) {}

    Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        page("/quiet", "<title>quiet</title>");
    }

    /** Adds a page with exactly this content. */
    Site page(String path, String html) {
        pages.put(path, html);
        return this;
    }

    /** Adds a page with the SDK and a body. */
    Site measured(String path, String body) {
        return page(path, "<!doctype html><title>shop</title>" + SCRIPT + "<body>" + body);
    }

    /** Sets the status of further answers of the ingest path. */
    void answerBeaconsWith(int status) {
        ingestStatus = status;
    }

    String url(String path) {
        return "http://" + HOST + ':' + server.getAddress().getPort() + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Waits until the browser has requested a path. */
    void awaitRequest(String path) {
        Waiting.until("the browser has requested " + path, () -> requested.contains(path));
    }

    /** A URL of the same server under another host name. */
    String elsewhere(String path) {
        return "http://elsewhere.localhost:" + server.getAddress().getPort() + path;
    }

    /** Opens a page without the SDK and waits until the beacons of the page before have arrived. */
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

    /** The only beacon, accepted by the gateway's decoder. */
    BrowserPayload onlyBeacon() {
        return beacons(1).get(0);
    }

    /** All beacons, of which there must be the given number, each accepted by the gateway's decoder. */
    List<BrowserPayload> beacons(int count) {
        Waiting.until(count + " beacons are here", () -> posts.size() >= count);
        assertThat(posts).as("beacons").hasSize(count);
        return posts.stream().map(post -> decoded(post.text())).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private BrowserPayload decoded(String body) {
        BrowserPayload parsed = accepted(decoder.parse(body.getBytes(StandardCharsets.UTF_8)), body);
        return accepted(decoder.validate(parsed), body);
    }

    private static BrowserPayload accepted(Decoded<BrowserPayload> decoded, String body) {
        assertThat(decoded).as(body).isInstanceOf(Decoded.Accepted.class);
        return ((Decoded.Accepted<BrowserPayload>) decoded).value();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requested.add(path);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals("/ingest/rum")) {
                posts.add(new Post(
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        exchange.getRequestHeaders().getOrDefault("Cookie", List.of()),
                        new String(body, StandardCharsets.UTF_8)));
                send(exchange, ingestStatus, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            } else if (path.equals("/sdk.js")) {
                send(exchange, 200, BrowserSdk.MEDIA_TYPE, BrowserSdk.script());
            } else if (path.equals("/sdk.mjs")) {
                send(exchange, 200, BrowserSdk.MEDIA_TYPE, BrowserSdk.module());
            } else if (path.startsWith("/status/")) {
                send(exchange, Integer.parseInt(path.substring("/status/".length())), "text/plain", new byte[] {'x'});
            } else if (!path.equals("/no-answer")) {
                byte[] page = pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
                send(exchange, page.length == 0 ? 404 : 200, "text/html; charset=utf-8", page);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String mediaType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.getResponseHeaders().set("Content-Security-Policy", "script-src 'self' 'unsafe-inline'");
        boolean empty = body.length == 0 || status == 204;
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }
}
