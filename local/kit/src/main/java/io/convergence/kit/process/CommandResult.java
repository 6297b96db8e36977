package io.convergence.kit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The result of a command that has run to its end.
 *
 * @param exitCode exit code
 * @param output stdout and stderr, interleaved
 */
public record CommandResult(int exitCode, String output) {
    /** Runs a command and waits for its end. */
    public static CommandResult of(ProcessBuilder command) throws InterruptedException {
        try {
            Process process = command.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandResult(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command.command()), e);
        }
    }
}
