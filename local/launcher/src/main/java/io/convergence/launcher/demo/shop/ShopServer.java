package io.convergence.launcher.demo.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Web server of the demo shop: the page on every route, the browser SDK, responses that fail or are delayed on demand, and
 * {@code /health}. Runs on its own threads until closed.
 */
public final class ShopServer implements AutoCloseable {
    private final HttpServer server;
    private final String address;
    private final ExecutorService threads = Executors.newCachedThreadPool(ShopServer::daemon);

    private ShopServer(HttpServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException when the port is in use
     */
    public static ShopServer start(ShopOptions options) {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(options.address(), options.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the shop cannot listen on port " + options.port(), e);
        }
        ShopServer shop = new ShopServer(http, options.address());
        ShopAnswers answers = new ShopAnswers(options);
        http.createContext("/", exchange -> shop.answer(answers, exchange));
        http.setExecutor(shop.threads);
        http.start();
        return shop;
    }

    /** URL of the front page. Its host is the configured address, which beacons and probes name too. */
    public URI url() {
        return URI.create("http://" + address + ':' + server.getAddress().getPort() + '/');
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(ShopAnswers answers, HttpExchange exchange) {
        ShopAnswer answer = answers.to(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getQuery());
        if (answer.delayMillis() == 0) {
            send(exchange, answer);
        } else {
            CompletableFuture.delayedExecutor(answer.delayMillis(), TimeUnit.MILLISECONDS, threads)
                    .execute(() -> send(exchange, answer));
        }
    }

    private static void send(HttpExchange exchange, ShopAnswer answer) {
        try (exchange) {
            if (answer.isNone()) {
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : answer.body().length);
            if (!head) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (IOException e) {
            // The visitor has closed the connection.
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "shop");
        thread.setDaemon(true);
        return thread;
    }
}
