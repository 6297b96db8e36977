package io.convergence.gateway;

import io.convergence.gateway.http.EventLoops;
import io.convergence.gateway.http.IngestServer;
import io.convergence.gateway.http.ManagementServer;
import io.convergence.gateway.http.Shared;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.limit.SentIds;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.publish.Publisher;
import io.convergence.gateway.registry.RegistryFile;
import io.convergence.core.settings.CommandLine;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.settings.ServerSettings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A running gateway: HTTP in, Kafka out. {@link #close} answers what is in flight before it ends. */
public final class Gateway implements AutoCloseable {
    /** What a shell is told when the gateway refuses to start. */
    public static final int REFUSED = 2;

    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    private final Vertx vertx;
    private final Shared shared;
    private final AtomicInteger port = new AtomicInteger();
    private final AtomicInteger managementPort = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Clockwork clockwork;
    private final String ingest;

    private Gateway(Vertx vertx, Shared shared) {
        this.vertx = vertx;
        this.shared = shared;
        ServerSettings server = shared.settings().server();
        Buffer openApi = openApi();
        ingest = await(vertx.deployVerticle(
                () -> new IngestServer(shared, openApi, port::set),
                new DeploymentOptions().setInstances(server.eventLoops())));
        await(vertx.deployVerticle(new ManagementServer(shared, managementPort::set)));
        clockwork = Clockwork.start(shared);
    }

    /**
     * Runs a gateway until the process is told to end. A misconfiguration is told on standard error, all of it at once,
     * and ends with exit code 2.
     *
     * @param arguments {@code --config FILE}, {@code --key value} or {@code --key=value}; later ones win
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Before the first class that logs: this one must not.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "classpath:gateway-log4j2.xml");
        }
        try {
            Gateway gateway = start(GatewaySettings.from(CommandLine.parse(arguments), System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "gateway-shutdown"));
            System.out.println(
                    "gateway: ingest on port " + gateway.port() + ", management on port " + gateway.managementPort());
            new CountDownLatch(1).await();
        } catch (InvalidSettings refusal) {
            System.err.println("The gateway does not start:");
            refusal.problems().forEach(problem -> System.err.println("  - " + problem));
            System.exit(REFUSED);
        }
    }

    /**
     * Starts a gateway. The broker need not be there yet: until it answers, the gateway is not ready.
     *
     * @throws InvalidSettings when the registry cannot be used or a port not be listened on
     */
    public static Gateway start(GatewaySettings settings) {
        RegistryFile registry = RegistryFile.open(settings);
        Publisher publisher = Publisher.open(settings.publish());
        Shared shared = new Shared(
                settings,
                registry,
                new KeyRates(),
                new SentIds(settings.rum().deduplicationWindow(), settings.rum().deduplicationEntries()),
                publisher,
                new GatewayMetrics(),
                new AtomicLong());
        Vertx vertx = EventLoops.start(settings.server().eventLoops());
        try {
            return new Gateway(vertx, shared);
        } catch (CompletionException e) {
            vertx.close();
            publisher.close(Duration.ZERO);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidSettings(
                    List.of("server.host, server.port, management.host, management.port: cannot listen: "
                            + cause.getMessage()));
        }
    }

    /** The port of ingest. */
    public int port() {
        return port.get();
    }

    /** The port of health, readiness and metrics. */
    public int managementPort() {
        return managementPort.get();
    }

    /** Whether the broker answers. */
    public boolean isReady() {
        return shared.publisher().isReady();
    }

    /** Takes no more connections, answers what is in flight, writes what was accepted, and ends; bounded in time. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Duration patience = shared.settings().server().shutdownTimeout();
        await(vertx.undeploy(ingest).otherwiseEmpty());
        clockwork.close();
        shared.publisher().close(patience);
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static Buffer openApi() {
        try (InputStream document = Gateway.class.getResourceAsStream("/openapi.yaml")) {
            if (document == null) {
                throw new IllegalStateException("openapi.yaml is not on the classpath");
            }
            return Buffer.buffer(document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
