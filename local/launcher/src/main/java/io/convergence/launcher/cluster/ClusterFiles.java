package io.convergence.launcher.cluster;

import io.convergence.cli.command.UsageException;
import io.convergence.launcher.system.Endpoints;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The files that {@code convergence cluster} writes for commands in other terminals: Flink's configuration, the job's
 * endpoints, and its secrets.
 *
 * @param installation installation of the cluster; it runs one cluster at a time
 */
public record ClusterFiles(Installation installation) {
    /** The directory of the cluster; deleted when it ends. */
    public Path directory() {
        return installation.root().resolve("local/launcher/target/cluster");
    }

    /** The properties file with the job options that differ from {@code conf/jobs}. */
    public Path job() {
        return directory().resolve("job.properties");
    }

    /**
     * Checks that no other cluster runs.
     *
     * @throws UsageException when one runs
     */
    public void refuseAnother() throws UsageException {
        if (isRunning()) {
            throw new UsageException("a cluster is already running, process " + text(process()));
        }
    }

    /**
     * Writes the files.
     *
     * @param fingerprintSecret key of the fingerprints in the job's dead letters
     * @param signalUrl option {@code signal.url} of the job
     */
    public void write(Endpoints endpoints, String fingerprintSecret, String signalUrl) {
        write(
                job(),
                Map.of(
                        "kafka.bootstrap.servers", endpoints.bootstrapServers(),
                        "postgres.url", endpoints.jdbcUrl(),
                        "postgres.user", endpoints.databaseUser(),
                        "signal.url", signalUrl));
        write(
                secrets(),
                Map.of(
                        "CONVERGENCE_POSTGRES_PASSWORD",
                        endpoints.databasePassword(),
                        "CONVERGENCE_FINGERPRINT_SECRET",
                        fingerprintSecret));
        try {
            Files.writeString(process(), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Flink's command line for the running cluster. The job reads its secrets from the environment, as everywhere; secrets
     * that the environment lacks are those of this cluster.
     *
     * @throws UsageException when no cluster runs
     */
    public FlinkCommandLine commandLine() throws UsageException {
        if (!isRunning()) {
            throw new UsageException("no cluster is running; start one with local/bin/convergence cluster");
        }
        Map<String, String> missing = new HashMap<>(read(secrets()));
        missing.keySet().removeAll(System.getenv().keySet());
        return new FlinkCommandLine(
                installation, directory().resolve("flink/conf"), directory().resolve("flink/log"), missing);
    }

    private Path secrets() {
        return directory().resolve("secrets.properties");
    }

    private Path process() {
        return directory().resolve("cluster.pid");
    }

    private boolean isRunning() {
        return Files.exists(process())
                && ProcessHandle.of(Long.parseLong(text(process())))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }
}
