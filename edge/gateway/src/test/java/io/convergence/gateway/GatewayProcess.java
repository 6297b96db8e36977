package io.convergence.gateway;

import io.convergence.kit.files.Directories;
import io.convergence.kit.process.JvmCommand;
import io.convergence.kit.process.JvmProcess;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway as a child process, which can be killed. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern PORTS = Pattern.compile("gateway: ingest on port (\\d+), management on port (\\d+)");

    private final JvmProcess process;
    private final Path directory;

    private GatewayProcess(JvmProcess process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /**
     * Starts a gateway.
     *
     * @param withSecrets whether the environment contains the secrets of {@link StartedGateway#ENVIRONMENT}
     */
    static GatewayProcess start(boolean withSecrets, String... arguments) {
        return start("-Xmx256m", withSecrets, arguments);
    }

    private static GatewayProcess start(String heap, boolean withSecrets, String... arguments) {
        JvmCommand command = new JvmCommand(
                "io.convergence.gateway.Gateway", JvmCommand.ownClasspath(), List.of(heap), List.of(arguments));
        Map<String, String> secrets = StartedGateway.ENVIRONMENT;
        Path directory = Directories.temporary("gateway-process-");
        return new GatewayProcess(
                JvmProcess.start(
                        "gateway",
                        command.withEnvironment(withSecrets ? secrets : Map.of(), secrets.keySet()),
                        directory),
                directory);
    }

    /** Starts a gateway on free ports with the registry of {@link StartedGateway#APPS}. */
    static GatewayProcess start(Broker broker) {
        return start(broker, "-Xmx256m");
    }

    /**
     * Starts a gateway on free ports with the registry of {@link StartedGateway#APPS}.
     *
     * @param heap option of the JVM
     * @param options further options of the gateway, name and value in turn
     */
    static GatewayProcess start(Broker broker, String heap, String... options) {
        try {
            Path registry = Files.createTempFile(Files.createDirectories(Path.of("target")), "apps", ".yaml");
            Files.writeString(registry, StartedGateway.APPS);
            List<String> arguments = new ArrayList<>();
            for (Map.Entry<String, String> option :
                    StartedGateway.options(broker, registry, options).entrySet()) {
                arguments.add("--" + option.getKey());
                arguments.add(option.getValue());
            }
            return start(heap, true, arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of ingest; waits until the gateway listens on it. */
    int port() {
        Waiting.until("the gateway listens", () -> PORTS.matcher(output()).find());
        Matcher matcher = PORTS.matcher(output());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Ends the process at once (SIGKILL). */
    void kill() {
        process.kill();
    }

    /** Asks the process to end (SIGTERM). */
    void terminate() {
        process.terminate();
    }

    /** The exit code; waits until the process has ended. */
    int exitCode() {
        return process.exitCode();
    }

    /** What the process has written. */
    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.kill();
        Directories.delete(directory);
    }
}
