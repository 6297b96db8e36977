package io.convergence.jobs.settings;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * Settings of resolving stacks of errors.
 *
 * @param timeoutMillis how long an error waits for its stack, milliseconds
 * @param memory bytes of symbol files that a process keeps
 */
public record StackSettings(long timeoutMillis, long memory) implements Serializable {
    static StackSettings read(ConfigOptionReader reader) {
        return new StackSettings(
                reader.millis(SessionsOptions.SYMBOLS_TIMEOUT, Duration.ofMillis(1), Duration.ofMinutes(1)),
                reader.bytes(SessionsOptions.SYMBOLS_MEMORY, MemorySize.ofMebiBytes(1)));
    }
}
