package io.convergence.launcher.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A real Postgres server as a child process, on the loopback address. It can be stopped and started again with the same
 * data and port; its data is deleted on close. What it has committed outlives it, but not the machine: nothing is synced
 * to disk. Not safe for several threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration START_WAIT = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private @Nullable EmbeddedPostgres postgres;

    private EmbeddedDatabase(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts a server without data.
     *
     * @param directory for the data; made when it does not exist
     * @param port to listen on, or 0 for a free one
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        EmbeddedDatabase database = new EmbeddedDatabase(directory, FreePort.orAny(port));
        database.start();
        return database;
    }

    /** Starts the server after a stop; no effect while it runs. */
    public void start() {
        if (postgres != null) {
            return;
        }
        try {
            postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(START_WAIT)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("max_wal_size", "4GB")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not start in " + directory, e);
        }
    }

    /** Stops the server and keeps its data; no effect while it is stopped. Who is connected is thrown out. */
    public void stop() {
        EmbeddedPostgres stopping = postgres;
        if (stopping == null) {
            return;
        }
        postgres = null;
        try {
            stopping.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not stop", e);
        }
    }

    /** The address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** A superuser. */
    public String user() {
        return USER;
    }

    /** The superuser's password; the server trusts every connection over loopback. */
    public String password() {
        return USER;
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            RunDirectory.delete(directory);
        }
    }
}
