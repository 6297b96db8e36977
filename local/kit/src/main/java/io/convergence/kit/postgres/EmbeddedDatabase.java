package io.convergence.kit.postgres;

import io.convergence.kit.files.Directories;
import io.convergence.kit.net.FreePort;
import io.convergence.kit.process.CommandResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real Postgres server as a child process, on the loopback address. It can be stopped and started again with the same
 * data and port. Closing deletes the data. Not thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final Duration START_WAIT = Duration.ofSeconds(60);

    private static @Nullable EmbeddedDatabase shared;

    private final Path directory;
    private final int port;
    private final boolean synced;
    private @Nullable EmbeddedPostgres postgres;

    private EmbeddedDatabase(Path directory, int port, boolean synced) {
        this.directory = directory;
        this.port = port;
        this.synced = synced;
    }

    /**
     * Starts a server without data that never waits for the disk: committed rows survive the server, but not a crash of
     * the machine.
     *
     * @param directory directory of the data; created when it does not exist
     * @param port port to listen on, or 0 for a free one
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, port, false);
    }

    /** Starts a server without data whose commits wait for the disk, as in production. */
    public static EmbeddedDatabase startSynced(Path directory) {
        return start(directory, 0, true);
    }

    /** The server that all tests of this JVM share. It ends with the JVM; each test creates a database of its own in it. */
    public static synchronized EmbeddedDatabase shared() {
        EmbeddedDatabase database = shared;
        if (database == null) {
            EmbeddedDatabase started = start(Directories.temporary("convergence-postgres-"), 0);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "close-postgres"));
            shared = started;
            database = started;
        }
        return database;
    }

    /** Starts the server after a stop; no effect while it runs. */
    public void start() {
        if (postgres != null) {
            return;
        }
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(START_WAIT)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setServerConfig("max_wal_size", "4GB");
            if (!synced) {
                builder.setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0");
            }
            postgres = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres did not start in " + directory, e);
        }
    }

    /** Stops the server and keeps its data; no effect while it is stopped. Open connections are closed. */
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

    /** Freezes all processes of the server (SIGSTOP): it answers nothing, and its connections stay open. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a paused server continue. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            // The first line of the file is the id of the server's first process, the parent of all others.
            String first =
                    Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
            // The parent first: while it is frozen, it starts no further child.
            send(signal, List.of(server));
            // A child that has ended meanwhile makes the command fail, though the others have got the signal.
            send(signal, server.children().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the processes of Postgres in " + directory + " are unknown", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Postgres was signalled", e);
        }
    }

    private static void send(String signal, List<ProcessHandle> processes) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> words.add(Long.toString(process.pid())));
        CommandResult.of(new ProcessBuilder(words));
    }

    /** The JDBC address of the default database, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** The JDBC address of a database of the server, without user and password. */
    public String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** The port that the server listens on. */
    public int port() {
        return port;
    }

    /** The name of a superuser. */
    public String user() {
        return USER;
    }

    /** The superuser's password. The server trusts every connection over loopback. */
    public String password() {
        return USER;
    }

    /** SQL in the default database, as the superuser. */
    public SqlClient sql() {
        return new SqlClient(jdbcUrl(), user(), password());
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            Directories.delete(directory);
        }
    }

    private static EmbeddedDatabase start(Path directory, int port, boolean synced) {
        EmbeddedDatabase database = new EmbeddedDatabase(directory, FreePort.orAny(port), synced);
        database.start();
        return database;
    }
}
