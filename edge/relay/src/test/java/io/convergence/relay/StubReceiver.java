package io.convergence.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server in the place of a receiver, which records what it accepts. */
final class StubReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Behaviour behaviour = Behaviour.ACCEPT;
    private volatile int mostBytes = Integer.MAX_VALUE;

    private StubReceiver(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What the server does with a request. */
    enum Behaviour {
        ACCEPT,
        TOO_MANY,
        FAULT,
        REFUSE,
        REDIRECT,
        RESET,
        HANG
    }

    /** An accepted request. */
    record Accepted(String path, String body, Map<String, List<String>> headers) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    static StubReceiver start() {
        try {
            return new StubReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    /** Answers longer bodies with 413. */
    void limit(int bytes) {
        mostBytes = bytes;
    }

    List<Accepted> accepted() {
        return accepted;
    }

    /** The number of all requests, whatever became of them. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        hanging.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.incrementAndGet();
        if (body.length() > mostBytes) {
            answer(exchange, 413);
            return;
        }
        switch (behaviour) {
            case ACCEPT -> {
                accepted.add(new Accepted(
                        exchange.getRequestURI().getPath(), body, Map.copyOf(exchange.getRequestHeaders())));
                answer(exchange, 202);
            }
            case TOO_MANY -> {
                exchange.getResponseHeaders().add("Retry-After", "1");
                answer(exchange, 429);
            }
            case FAULT -> answer(exchange, 500);
            case REFUSE -> answer(exchange, 400);
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                answer(exchange, 307);
            }
            case RESET -> exchange.close();
            case HANG -> await(exchange);
        }
    }

    private void await(HttpExchange exchange) {
        try {
            hanging.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
