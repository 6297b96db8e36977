package io.convergence.jobs.settings;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.MemorySize;

/**
 * Limits of the sinks.
 *
 * @param parallelism most subtasks per sink, 1 to 4; each has its own transactions or its own database connection
 * @param batchRows most rows in a statement, at least 1
 * @param batchIntervalMillis longest time that a row waits for others, in milliseconds of the wall clock
 * @param bufferBytes most bytes of rows of all tables that a TaskManager buffers while the database is unavailable
 */
public record SinkSettings(int parallelism, int batchRows, long batchIntervalMillis, long bufferBytes)
        implements Serializable {

    /** At the start, transactions with incremental names are probed per writer; more than four make that slow. */
    private static final int MOST_WRITERS = 4;

    static SinkSettings read(ConfigOptionReader reader) {
        return new SinkSettings(
                reader.within(TransportOptions.SINK_PARALLELISM, 1, MOST_WRITERS),
                reader.within(TransportOptions.BATCH_ROWS, 1, 100_000),
                reader.millis(TransportOptions.BATCH_INTERVAL, Duration.ofMillis(10), Duration.ofMinutes(1)),
                reader.bytes(TransportOptions.BUFFER_BYTES, MemorySize.ofMebiBytes(1)));
    }
}
