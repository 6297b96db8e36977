package io.convergence.local.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real Postgres server as a child process, on the loopback address; its data is deleted on close. Durability is off:
 * the data does not outlive the run.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration START_WAIT = Duration.ofSeconds(60);

    private final Path directory;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(Path directory, EmbeddedPostgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
    }

    /**
     * Starts a server.
     *
     * @param directory for the data; made when it does not exist
     * @param port to listen on, or 0 for a free one
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(true)
                    .setPort(FreePort.orAny(port))
                    .setPGStartupWait(START_WAIT)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("max_wal_size", "4GB")
                    .start();
            return new EmbeddedDatabase(directory, postgres);
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not start in " + directory, e);
        }
    }

    /** The address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }

    /** The port it listens on. */
    public int port() {
        return postgres.getPort();
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
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not stop", e);
        } finally {
            RunDirectory.delete(directory);
        }
    }
}
