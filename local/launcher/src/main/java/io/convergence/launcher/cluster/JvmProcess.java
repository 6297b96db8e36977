package io.convergence.launcher.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own that can be killed, paused and started again. Not safe for several threads.
 *
 * @see Command
 */
public final class JvmProcess implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);
    private static final int LAST_LINES = 20;

    private final String name;
    private final List<String> line;
    private final Map<String, String> environment;
    private final Path output;
    private @Nullable Process process;

    /**
     * What a JVM is started with.
     *
     * @param main its class
     * @param classpath jars and directories
     * @param options of the JVM
     * @param arguments of the program
     * @param environment added to that of this process
     */
    public record Command(
            String main,
            List<Path> classpath,
            List<String> options,
            List<String> arguments,
            Map<String, String> environment) {
        public Command {
            classpath = List.copyOf(classpath);
            options = List.copyOf(options);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /** The words of the command line. */
        List<String> line() {
            List<String> words = new ArrayList<>();
            words.add(Installation.java().toString());
            words.addAll(options);
            words.add("-cp");
            words.add(classpath.stream().map(Path::toString).collect(Collectors.joining(":")));
            words.add(main);
            words.addAll(arguments);
            return words;
        }
    }

    private JvmProcess(String name, Command command, Path output) {
        this.name = name;
        this.line = command.line();
        this.environment = command.environment();
        this.output = output;
    }

    /**
     * Starts one.
     *
     * @param name for messages, and of the file that takes what it prints
     * @param logs where that file is
     */
    public static JvmProcess start(String name, Command command, Path logs) {
        JvmProcess started = new JvmProcess(name, command, logs.resolve(name + ".out"));
        started.start();
        return started;
    }

    /** Starts it again with the same command; no effect while it lives. */
    public void start() {
        if (isAlive()) {
            return;
        }
        try {
            Files.createDirectories(output.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not start", e);
        }
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** Whether it has been started and has not ended. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Its process id. */
    public long id() {
        return running().pid();
    }

    /** What it printed last, empty when it has printed nothing. */
    public String lastWords() {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends it without a chance to say anything (SIGKILL); returns when it has ended. */
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** Stops it where it stands (SIGSTOP): it answers nobody, and its connections stay open. */
    public void pause() throws InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after a pause. */
    public void resume() throws InterruptedException {
        signal("CONT");
    }

    /**
     * Bounds the size of every file that it writes from now on (RLIMIT_FSIZE): what goes beyond fails, as on a disk that
     * is full.
     *
     * @param bytes the bound, or {@code unlimited}
     */
    public void limitFiles(String bytes) throws InterruptedException {
        // The soft limit only, so that it can be lifted.
        tool("prlimit", "--pid", Long.toString(id()), "--fsize=" + bytes + ":");
    }

    /** Asks it to end (SIGTERM), and kills it when it does not within 15 s. */
    @Override
    public void close() {
        Process ending = process;
        process = null;
        if (ending == null || !ending.isAlive()) {
            return;
        }
        try {
            tool("kill", "-CONT", Long.toString(ending.pid()));
            ending.destroy();
            if (!ending.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                ending.destroyForcibly();
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    private void signal(String signal) throws InterruptedException {
        tool("kill", "-" + signal, Long.toString(id()));
    }

    private void tool(String... words) throws InterruptedException {
        try {
            int code = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", words) + " of " + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", words), e);
        }
    }
}
