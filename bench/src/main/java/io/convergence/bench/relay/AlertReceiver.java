package io.convergence.bench.relay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** HTTP server in the place of Alertmanager, which counts the alerts that it accepts, or refuses all. Thread-safe. */
final class AlertReceiver implements AutoCloseable {
    private static final String START = "\"startsAt\"";
    private static final Pattern HOST = Pattern.compile("host-[0-9]+");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final AtomicLong alerts = new AtomicLong();
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();
    private volatile boolean isRefusing;

    private AlertReceiver(HttpServer server) {
        this.server = server;
    }

    static AlertReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AlertReceiver receiver = new AlertReceiver(server);
        server.setExecutor(receiver.threads);
        server.createContext("/api/v2/alerts", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(receiver.accept(body) ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        return receiver;
    }

    private boolean accept(String body) {
        if (isRefusing) {
            return false;
        }
        alerts.addAndGet(body.split(START, -1).length - 1);
        HOST.matcher(body).results().forEach(host -> hosts.add(host.group()));
        return true;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The number of accepted alerts; one that is sent again counts again. */
    long alerts() {
        return alerts.get();
    }

    /** The number of hosts whose alerts were accepted. */
    int hosts() {
        return hosts.size();
    }

    /** Answers each request with status 503, or accepts again. */
    void refuse(boolean isRefused) {
        isRefusing = isRefused;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
