package io.convergence.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gateway in a process of its own, which can be killed. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern PORTS = Pattern.compile("gateway: ingest on port (\\d+), management on port (\\d+)");

    private final Process process;
    private final Path output;

    private GatewayProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a gateway with arguments, and with the secrets of {@link StartedGateway#ENVIRONMENT} or without any. */
    static GatewayProcess start(boolean withSecrets, String... arguments) {
        return start("-Xmx256m", withSecrets, arguments);
    }

    private static GatewayProcess start(String heap, boolean withSecrets, String... arguments) {
        try {
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "gateway", ".out");
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    heap,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.convergence.gateway.Gateway"));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            if (withSecrets) {
                builder.environment().putAll(StartedGateway.ENVIRONMENT);
            } else {
                StartedGateway.ENVIRONMENT.keySet().forEach(builder.environment()::remove);
            }
            return new GatewayProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a gateway on free ports with the registry of {@link StartedGateway#APPS}. */
    static GatewayProcess start(Broker broker) {
        return start(broker, "-Xmx256m");
    }

    /** Starts a gateway with a heap size and further options, on free ports, with {@link StartedGateway#APPS}. */
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

    /** The public port; waits until the gateway listens. */
    int port() {
        Waiting.until("the gateway listens", () -> PORTS.matcher(output()).find());
        Matcher matcher = PORTS.matcher(output());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Kills the process with SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Terminates the process with SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** The exit code; waits until the process has ended. */
    int exitCode() {
        Waiting.until("the process ends", () -> !process.isAlive());
        return process.exitValue();
    }

    /** The output of the process so far. */
    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
