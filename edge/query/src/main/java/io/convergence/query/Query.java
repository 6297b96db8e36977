package io.convergence.query;

import io.convergence.core.settings.CommandLine;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.http.Endpoint;
import io.convergence.http.EventLoops;
import io.convergence.http.ManagementServer;
import io.convergence.http.PublicServer;
import io.convergence.http.Route;
import io.convergence.http.ServerSettings;
import io.convergence.query.access.AccessFile;
import io.convergence.query.access.JwtCallers;
import io.convergence.query.access.TokenRates;
import io.convergence.query.console.ConsoleFiles;
import io.convergence.query.erasure.ErasureTargets;
import io.convergence.query.feed.KafkaFeed;
import io.convergence.query.feed.LiveEvents;
import io.convergence.query.feed.TopicMemory;
import io.convergence.query.http.ApiContext;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Gatekeeper;
import io.convergence.query.http.PathRouter;
import io.convergence.query.http.TenantWork;
import io.convergence.query.http.sourcemap.SourcemapOperations;
import io.convergence.query.http.sourcemap.SourcemapPort;
import io.convergence.query.keys.PublicKeys;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.read.Progress;
import io.convergence.query.read.StreamedRows;
import io.convergence.query.settings.QuerySettings;
import io.convergence.query.store.Store;
import io.convergence.query.store.SymbolTransactions;
import io.convergence.query.symbols.Sourcemaps;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A running query service with its public port, management port, connection pool and background tasks. */
public final class Query implements AutoCloseable {
    /** Exit code of a process whose settings are invalid. */
    public static final int REFUSED = 2;

    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    private final Vertx vertx;
    private final Store store;
    private final List<ApiRoute> routes;
    private final ExecutorService threads;
    private final BackgroundTasks tasks = new BackgroundTasks();
    private final KafkaFeed kafka;
    private final RecordedTopics recorded;
    private final ErasureTargets erasures;
    private final AtomicInteger port = new AtomicInteger();
    private final AtomicInteger managementPort = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Query(Vertx vertx, QuerySettings settings, Gatekeeper gatekeeper, Store store, QueryMetrics metrics) {
        this.vertx = vertx;
        this.store = store;
        threads = BackgroundTasks.ofRequests(settings.store().connections() - 1);
        metrics.observe(store::isReady, store::busyConnections);
        Progress progress = new Progress();
        // One connection stays free for the look whether the database answers.
        TenantWork work = new TenantWork(
                threads, settings.store().connections() - 1, settings.store().timeout(), System::nanoTime);
        Clock clock = Clock.systemUTC();
        TopicMemory memory = new TopicMemory(settings.topics().hasBroker());
        StreamedRows rows = new StreamedRows(progress, memory.deliveries());
        LiveEvents events = new LiveEvents(store, work, gatekeeper, rows, metrics, clock, settings.streamsPerTenant());
        PublicKeys keys = PublicKeys.open(settings.registryFile());
        recorded = new RecordedTopics(settings.topics(), store, metrics);
        erasures = ErasureTargets.open(settings, metrics);
        Sourcemaps symbols = new Sourcemaps(
                new SymbolTransactions(store), settings.symbols(), tasks.shownStacks(), metrics.symbols());
        routes = QueryRoutes.all(
                store, gatekeeper, settings, progress, memory, keys, events, recorded, erasures, symbols, metrics);
        ApiContext context =
                new ApiContext(new PathRouter(routes), ConsoleFiles.load()::find, gatekeeper, work, metrics);
        Route.Factory ports = SourcemapPort.inFrontOf(context, symbols);
        ServerSettings server = settings.server();
        await(vertx.deployVerticle(
                () -> new PublicServer(server, metrics.http(), Endpoint.ofPrograms("other", "GET"), ports, port::set),
                new DeploymentOptions().setInstances(server.eventLoops())));
        await(vertx.deployVerticle(new ManagementServer(server, metrics.http(), store::isReady, managementPort::set)));
        tasks.repeatLook(store);
        tasks.resolveLate(store, symbols.late());
        tasks.importArchives(store, symbols.imports(keys::tenantsByAppId));
        tasks.repeatErasures(store, erasures.recordings());
        tasks.repeat(gatekeeper::reload, settings.pollInterval());
        tasks.repeat(keys::reload, settings.pollInterval());
        tasks.repeat(events::tick, settings.eventsInterval());
        kafka = KafkaFeed.start(settings.topics(), memory, clock, metrics);
        recorded.start();
    }

    /**
     * Runs a query service until the process is terminated. When settings are invalid, all problems are printed to standard
     * error and the process ends with exit code 2.
     *
     * @param arguments {@code --config FILE}, {@code --key value} or {@code --key=value}; later ones override earlier
     *     ones
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Before the first class that logs is loaded, so this class must not log.
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "classpath:query-log4j2.xml");
        }
        try {
            Query query = start(QuerySettings.from(CommandLine.parse(arguments), System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(query::close, "query-shutdown"));
            System.out.println("query: API and console on port " + query.port() + ", management on port "
                    + query.managementPort());
            new CountDownLatch(1).await();
        } catch (InvalidSettings refusal) {
            System.err.println("The query service does not start:");
            refusal.problems().forEach(problem -> System.err.println("  - " + problem));
            System.exit(REFUSED);
        }
    }

    /**
     * Starts a query service. The database need not be reachable yet; the service is not ready until it is.
     *
     * @throws InvalidSettings when the access file is invalid, the database role is not bound by row-level security, or a
     *     port cannot be bound
     */
    public static Query start(QuerySettings settings) {
        QueryMetrics metrics = new QueryMetrics();
        Gatekeeper gatekeeper = new Gatekeeper(
                AccessFile.open(settings.accessFile()),
                JwtCallers.open(settings.jwt(), System::nanoTime),
                new TokenRates(settings.rate()),
                metrics);
        Store store = Store.open(settings.store(), metrics);
        Vertx vertx = EventLoops.start(settings.server().eventLoops());
        try {
            return new Query(vertx, settings, gatekeeper, store, metrics);
        } catch (CompletionException e) {
            vertx.close();
            store.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidSettings(
                    List.of("server.host, server.port, management.host, management.port: cannot listen: "
                            + cause.getMessage()));
        }
    }

    /** The port of the API and the console. */
    public int port() {
        return port.get();
    }

    /** The port of health, readiness and metrics. */
    public int managementPort() {
        return managementPort.get();
    }

    /** The routes of the API. */
    List<ApiRoute> routes() {
        return Stream.concat(routes.stream(), SourcemapOperations.described().stream())
                .toList();
    }

    /** Whether the database answers. */
    public boolean isReady() {
        return store.isReady();
    }

    /** Stops the service: no new connections, then open requests are answered. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        tasks.close();
        kafka.close();
        recorded.stop();
        await(vertx.close().otherwiseEmpty());
        threads.shutdown();
        recorded.closeWriters();
        erasures.close();
        store.close();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
