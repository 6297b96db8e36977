package io.convergence.launcher.system;

import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.postgres.EmbeddedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Broker, database and Flink cluster of one run. They start concurrently; each accessor waits until its part is up. The
 * teardown closes them.
 */
public final class LocalSystem implements AutoCloseable {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final CompletableFuture<EmbeddedBroker> kafka;
    private final CompletableFuture<EmbeddedDatabase> database;
    private final CompletableFuture<LocalCluster> cluster;

    private LocalSystem(
            CompletableFuture<EmbeddedBroker> kafka,
            CompletableFuture<EmbeddedDatabase> database,
            CompletableFuture<LocalCluster> cluster) {
        this.kafka = kafka;
        this.database = database;
        this.cluster = cluster;
    }

    /**
     * Begins to start all parts and returns at once.
     *
     * @param progress receives a line for each part that is up
     */
    public static LocalSystem launch(
            SystemSettings settings, RunDirectory run, Teardown teardown, Consumer<String> progress) {
        return teardown.add(new LocalSystem(
                starting("kafka", () -> {
                    EmbeddedBroker kafka = EmbeddedBroker.start(run.of("kafka"), settings.kafkaPort());
                    settings.topics().create(kafka.bootstrapServers());
                    progress.accept("Kafka is up on " + kafka.bootstrapServers());
                    return kafka;
                }),
                starting("postgres", () -> {
                    EmbeddedDatabase database = EmbeddedDatabase.start(run.of("postgres"), settings.postgresPort());
                    progress.accept("Postgres is up on 127.0.0.1:" + database.port());
                    return database;
                }),
                starting("flink", () -> {
                    LocalCluster cluster = LocalCluster.start(run.of("flink"), settings.cluster());
                    progress.accept("Flink is up, " + cluster.webInterface());
                    return cluster;
                })));
    }

    /** The broker, with its topics. */
    public EmbeddedBroker kafka() throws Exception {
        return await(kafka);
    }

    /** The database, empty. */
    public EmbeddedDatabase database() throws Exception {
        return await(database);
    }

    /** The cluster, without a job. */
    public LocalCluster cluster() throws Exception {
        return await(cluster);
    }

    /** The addresses of broker and database. */
    public Endpoints endpoints() throws Exception {
        return new Endpoints(
                kafka().bootstrapServers(),
                database().jdbcUrl(),
                database().user(),
                database().password());
    }

    /** Closes the cluster first, because its job uses the other two. Waits up to 10 s for a part that is still starting. */
    @Override
    public void close() {
        try (Teardown parts = new Teardown()) {
            for (CompletableFuture<? extends AutoCloseable> part : List.of(kafka, database, cluster)) {
                AutoCloseable closing = () -> closeWhenUp(part);
                parts.add(closing);
            }
        }
    }

    private static void closeWhenUp(CompletableFuture<? extends AutoCloseable> future) throws Exception {
        AutoCloseable part;
        try {
            part = future.get(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return;
        }
        part.close();
    }

    private static <T> CompletableFuture<T> starting(String name, Callable<T> start) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(start.call());
                    } catch (Throwable e) {
                        future.completeExceptionally(e);
                    }
                },
                "start-" + name);
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        }
    }
}
