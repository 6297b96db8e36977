package io.convergence.jobs.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much is written at once.
 *
 * @param parallelism most subtasks per sink, 1 to 4: each keeps transactions and a connection of its own
 * @param batchRows most rows in a statement, at least 1
 * @param batchIntervalMillis longest time a row waits for others, on the wall clock
 * @param heldRows most rows of a table that a subtask holds while the database is away, 0 or more
 */
public record SinkSettings(int parallelism, int batchRows, long batchIntervalMillis, int heldRows)
        implements Serializable {

    /** More writers than this slow the start of incrementally named transactions, which probes for leftovers. */
    private static final int MOST_WRITERS = 4;

    static SinkSettings read(OptionReader reader) {
        return new SinkSettings(
                reader.within(TransportOptions.SINK_PARALLELISM, 1, MOST_WRITERS),
                reader.within(TransportOptions.BATCH_ROWS, 1, 100_000),
                reader.millis(TransportOptions.BATCH_INTERVAL, Duration.ofMillis(10), Duration.ofMinutes(1)),
                reader.within(TransportOptions.HELD_ROWS, 0, 1_000_000));
    }
}
