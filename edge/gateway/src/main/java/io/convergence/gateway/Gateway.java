package io.convergence.gateway;

import io.convergence.core.settings.CommandLine;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.limit.SentIds;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.publish.Publisher;
import io.convergence.gateway.recording.StoreOnDemand;
import io.convergence.gateway.registry.LiveRegistry;
import io.convergence.gateway.registry.Registry;
import io.convergence.gateway.registry.RegistryFile;
import io.convergence.gateway.route.EventPlane;
import io.convergence.gateway.route.GatewayContext;
import io.convergence.gateway.route.IngestRoutes;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.http.EventLoops;
import io.convergence.http.ManagementServer;
import io.convergence.http.PublicServer;
import io.convergence.http.ServerSettings;
import io.convergence.http.WatchedFile;
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
import org.jspecify.annotations.Nullable;

/** A running gateway with its public port, management port, Kafka producer and background tasks. */
public final class Gateway implements AutoCloseable {
    /** Exit code of a process whose settings are invalid. */
    public static final int REFUSED = 2;

    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    private final Vertx vertx;
    private final GatewayContext context;
    private final AtomicInteger port = new AtomicInteger();
    private final AtomicInteger managementPort = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final PeriodicTasks tasks;
    private final @Nullable RecordingRetention retention;
    private final RecordingWatch watch;
    private final String publicServer;

    private Gateway(Vertx vertx, GatewayContext context, RecordingWatch watch) {
        this.vertx = vertx;
        this.context = context;
        this.watch = watch;
        ServerSettings server = context.settings().server();
        Buffer openApi = openApi();
        publicServer = await(vertx.deployVerticle(
                () -> new PublicServer(
                        server,
                        context.metrics().http(),
                        IngestRoutes.RUM,
                        (loops, loop) -> new IngestRoutes(context, openApi, loops, loop),
                        port::set),
                new DeploymentOptions().setInstances(server.eventLoops())));
        await(vertx.deployVerticle(
                new ManagementServer(server, context.metrics().http(), this::isReady, managementPort::set)));
        tasks = PeriodicTasks.start(context);
        EventPlane events = context.events();
        retention = events == null ? null : RecordingRetention.start(events.recordings());
        context.metrics().observeRecordings(watch::isReady);
        watch.start();
    }

    /**
     * Runs a gateway until the process is terminated. When settings are invalid, all problems are printed to standard
     * error and the process ends with exit code 2.
     *
     * @param arguments {@code --config FILE}, {@code --key value} or {@code --key=value}; later ones override earlier
     *     ones
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Before the first class that logs is loaded, so this class must not log.
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
     * Starts a gateway. The broker need not be reachable yet; the gateway is not ready until it is.
     *
     * @throws InvalidSettings when the registry is invalid, the store of recordings cannot be opened, or a port cannot be
     *     bound
     */
    public static Gateway start(GatewaySettings settings) {
        WatchedFile<Registry> registry = RegistryFile.open(settings);
        StoreOnDemand recordings = StoreOnDemand.of(
                settings.events().recordings(),
                settings.events().enabled() && registry.current().recordsSessions());
        Publisher publisher = Publisher.open(settings.publish());
        GatewayMetrics metrics = new GatewayMetrics(publisher::isReady, publisher::bufferedBytes);
        LiveRegistry live =
                new LiveRegistry(registry, metrics.dsns(), settings.events().enabled());
        GatewayContext context = new GatewayContext(
                settings,
                live,
                new KeyRates(),
                new SentIds(settings.rum().deduplicationWindow(), settings.rum().deduplicationEntries()),
                publisher,
                metrics,
                new AtomicLong(),
                EventPlane.open(settings, recordings, live, metrics.dsns()));
        Vertx vertx = EventLoops.start(settings.server().eventLoops());
        try {
            return new Gateway(vertx, context, new RecordingWatch(settings.events(), live, recordings));
        } catch (CompletionException e) {
            vertx.close();
            publisher.close(Duration.ZERO);
            context.closeEvents(Duration.ZERO);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidSettings(
                    List.of("server.host, server.port, management.host, management.port: cannot listen: "
                            + cause.getMessage()));
        }
    }

    /** The public port, on which beacons and synthetic results are received. */
    public int port() {
        return port.get();
    }

    /** The port of health, readiness and metrics. */
    public int managementPort() {
        return managementPort.get();
    }

    /** Whether the broker answers, every DSN is known, and the store of recordings can be used if the gateway waits for it. */
    public boolean isReady() {
        return context.isReady() && watch.isReady();
    }

    /**
     * Stops the gateway: no new connections, then open requests are answered and accepted records written. Each step
     * waits for {@code server.shutdown-timeout} at most.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Duration timeout = context.settings().server().shutdownTimeout();
        await(vertx.undeploy(publicServer).otherwiseEmpty());
        tasks.close();
        watch.close();
        if (retention != null) {
            retention.close();
        }
        context.publisher().close(timeout);
        context.closeEvents(timeout);
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
