package io.convergence.relay;

import io.convergence.core.settings.CommandLine;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.http.EventLoops;
import io.convergence.http.ManagementServer;
import io.convergence.http.WatchedFile;
import io.convergence.http.WatchedFile.Change;
import io.convergence.relay.metrics.RelayMetrics;
import io.convergence.relay.routes.RoutesFile;
import io.convergence.relay.routes.RoutingTable;
import io.convergence.relay.send.Dispatcher;
import io.convergence.relay.settings.RelaySettings;
import io.convergence.relay.topic.DeliveryTopic;
import io.convergence.relay.topic.EventFollowers;
import io.convergence.relay.topic.SignalFollower;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;

/** A running relay with its lanes, Kafka clients and management port. */
public final class Relay implements AutoCloseable {
    /** Exit code of a process whose settings are invalid. */
    public static final int REFUSED = 2;

    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    private final Vertx vertx;
    private final AtomicInteger managementPort = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final RelayMetrics metrics = new RelayMetrics();
    private final DeliveryTopic deliveries;
    private final Dispatcher dispatcher;
    private final SignalFollower follower;
    private final EventFollowers events;
    private final ScheduledExecutorService reloads = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "relay-routes");
        named.setDaemon(true);
        return named;
    });

    private Relay(RelaySettings settings, WatchedFile<RoutingTable> routes) {
        deliveries = DeliveryTopic.open(settings.topics(), metrics);
        dispatcher = new Dispatcher(settings, routes.current(), deliveries, metrics);
        follower = SignalFollower.start(settings.topics(), deliveries, dispatcher, metrics);
        events = new EventFollowers(settings, routes.current(), metrics.events());
        metrics.events().observe(events::gauges);
        metrics.observe(follower::isReady, follower::lag, dispatcher::gauges);
        vertx = EventLoops.start(1);
        ManagementServer management =
                new ManagementServer(settings.management(), metrics.http(), follower::isReady, managementPort::set);
        try {
            vertx.deployVerticle(management)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidSettings(
                    List.of("management.host, management.port: cannot listen: " + cause.getMessage()));
        }
        long interval = settings.pollInterval().toMillis();
        Future<?> unused =
                reloads.scheduleWithFixedDelay(() -> reload(routes), interval, interval, TimeUnit.MILLISECONDS);
    }

    /**
     * Runs a relay until the process is terminated. When settings are invalid, all problems are printed to standard error
     * and the process ends with exit code 2.
     *
     * @param arguments {@code --config FILE}, {@code --key value} or {@code --key=value}; later ones override earlier
     *     ones
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Before the first class that logs is loaded, so this class must not log.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "classpath:relay-log4j2.xml");
        }
        try {
            Relay relay = start(RelaySettings.from(CommandLine.parse(arguments), System.getenv()), System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(relay::close, "relay-shutdown"));
            System.out.println("relay: management on port " + relay.managementPort());
            new CountDownLatch(1).await();
        } catch (InvalidSettings refusal) {
            System.err.println("The relay does not start:");
            refusal.problems().forEach(problem -> System.err.println("  - " + problem));
            System.exit(REFUSED);
        }
    }

    /**
     * Starts a relay. The broker need not be reachable yet; the relay is not ready until it is.
     *
     * @param environment environment variables, the source of the receivers' secrets
     * @throws InvalidSettings when the file of routes is invalid, a Kafka property is, or the port cannot be bound
     */
    public static Relay start(RelaySettings settings, Map<String, String> environment) {
        WatchedFile<RoutingTable> routes = RoutesFile.open(settings.routesFile(), environment);
        try {
            return new Relay(settings, routes);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidSettings(List.of("kafka.*: " + cause.getMessage()));
        }
    }

    /** The port of health, readiness and metrics. */
    public int managementPort() {
        return managementPort.get();
    }

    /** Whether all assigned partitions have been read. */
    public boolean isReady() {
        return follower.isReady();
    }

    /** Stops the relay: cancels open requests and writes the outstanding records of deliveries. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        reloads.shutdownNow();
        dispatcher.close();
        follower.close();
        events.close();
        deliveries.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void reload(WatchedFile<RoutingTable> routes) {
        Change change = routes.reload();
        if (change != Change.NONE) {
            metrics.countReload(change == Change.TAKEN);
        }
        if (change == Change.TAKEN) {
            dispatcher.useRoutes(routes.current());
            events.useRoutes(routes.current());
        }
    }
}
