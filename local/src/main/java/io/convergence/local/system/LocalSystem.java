package io.convergence.local.system;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Broker, database and cluster of one run. They start side by side; asking for one waits until it is up. A teardown
 * closes them.
 */
public final class LocalSystem {
    private final CompletableFuture<EmbeddedKafka> kafka;
    private final CompletableFuture<EmbeddedDatabase> database;
    private final CompletableFuture<LocalCluster> cluster;

    private LocalSystem(
            CompletableFuture<EmbeddedKafka> kafka,
            CompletableFuture<EmbeddedDatabase> database,
            CompletableFuture<LocalCluster> cluster) {
        this.kafka = kafka;
        this.database = database;
        this.cluster = cluster;
    }

    /**
     * Begins to start everything and returns at once.
     *
     * @param progress hears of each part that is up
     */
    public static LocalSystem launch(
            SystemSettings settings, RunDirectory run, Teardown teardown, Consumer<String> progress) {
        return new LocalSystem(
                starting("kafka", () -> {
                    EmbeddedKafka kafka =
                            teardown.add(EmbeddedKafka.start(run.of("kafka"), settings.kafkaPort()));
                    settings.topics().create(kafka.bootstrapServers());
                    progress.accept("Kafka is up on " + kafka.bootstrapServers());
                    return kafka;
                }),
                starting("postgres", () -> {
                    EmbeddedDatabase database =
                            teardown.add(EmbeddedDatabase.start(run.of("postgres"), settings.postgresPort()));
                    progress.accept("Postgres is up on 127.0.0.1:" + database.port());
                    return database;
                }),
                starting("flink", () -> {
                    LocalCluster cluster = teardown.add(LocalCluster.start(run.of("flink"), settings.cluster()));
                    progress.accept("Flink is up, " + cluster.webInterface());
                    return cluster;
                }));
    }

    /** The broker, with its topics. */
    public EmbeddedKafka kafka() throws Exception {
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

    /** Where broker and database are. */
    public Endpoints endpoints() throws Exception {
        return new Endpoints(
                kafka().bootstrapServers(),
                database().jdbcUrl(),
                database().user(),
                database().password());
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
