package io.convergence.kit.process;

import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child JVM that can be killed, paused and started again with the same command. Not thread-safe. */
public final class JvmProcess implements AutoCloseable {
    /** How long the process may take to end after SIGTERM before it is killed. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(15);

    private static final int TAIL_LINES = 20;

    private final String name;
    private final JvmCommand command;
    private final Path outputFile;
    private @Nullable Process process;

    private JvmProcess(String name, JvmCommand command, Path outputFile) {
        this.name = name;
        this.command = command;
        this.outputFile = outputFile;
    }

    /**
     * Starts a process; returns at once.
     *
     * @param name name for messages and for the output file
     * @param logs directory of the output file, which receives stdout and stderr: {@code <name>.out}, or where another process
     *     has that file {@code <name>-2.out} and so on
     */
    public static JvmProcess start(String name, JvmCommand command, Path logs) {
        JvmProcess started = new JvmProcess(name, command, newFile(name, logs));
        started.start();
        return started;
    }

    /** Starts the process again with the same command; no effect while it is alive. */
    public void start() {
        if (isAlive()) {
            return;
        }
        try {
            process = command.builder()
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not start", e);
        }
    }

    /** The name of the process. */
    public String name() {
        return name;
    }

    /** Whether the process has been started and has not ended. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process id. */
    public long id() {
        return started().pid();
    }

    /** Everything that the process has written to stdout and stderr, also before it was started again. */
    public String output() {
        try {
            return Files.readString(outputFile, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the output of " + name + " cannot be read", e);
        }
    }

    /** The last 20 lines of the output. */
    public String outputTail() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    /** The exit code; waits until the process has ended. */
    public int exitCode() {
        Process ending = started();
        Waiting.until(name + " has ended", () -> !ending.isAlive());
        return ending.exitValue();
    }

    /** Ends the process at once (SIGKILL); returns when it has ended. */
    public void kill() {
        started().destroyForcibly().onExit().join();
    }

    /** Asks the process to end (SIGTERM); returns at once. */
    public void terminate() {
        started().destroy();
    }

    /** Freezes the process (SIGSTOP): it answers nothing, and its connections stay open. */
    public void pause() throws InterruptedException {
        signal("STOP");
    }

    /** Lets a paused process continue. */
    public void resume() throws InterruptedException {
        signal("CONT");
    }

    /**
     * Bounds the size of every file that the process writes from now on (RLIMIT_FSIZE). Writes beyond it fail, as on a
     * full disk.
     *
     * @param bytes the bound, or {@code unlimited}
     */
    public void limitFiles(String bytes) throws InterruptedException {
        // The soft limit only, so that it can be raised again.
        run("prlimit", "--pid", Long.toString(id()), "--fsize=" + bytes + ":");
    }

    /** Asks the process to end (SIGTERM), and kills it when it has not ended after 15 s. */
    @Override
    public void close() {
        Process ending = process;
        process = null;
        if (ending == null || !ending.isAlive()) {
            return;
        }
        try {
            run("kill", "-CONT", Long.toString(ending.pid()));
            ending.destroy();
            if (!ending.waitFor(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
                ending.destroyForcibly();
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path newFile(String name, Path logs) {
        try {
            Files.createDirectories(logs);
            for (int number = 1; ; number++) {
                Path file = logs.resolve(number == 1 ? name + ".out" : name + '-' + number + ".out");
                try {
                    return Files.createFile(file);
                } catch (FileAlreadyExistsException e) {
                    // Another process writes to it, or has.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the output file of " + name + " cannot be created", e);
        }
    }

    private Process started() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    private void signal(String signal) throws InterruptedException {
        run("kill", "-" + signal, Long.toString(id()));
    }

    private void run(String... words) throws InterruptedException {
        CommandResult result = CommandResult.of(new ProcessBuilder(words));
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " of " + name + " ended with " + result.exitCode()
                    + ": " + result.output());
        }
    }
}
