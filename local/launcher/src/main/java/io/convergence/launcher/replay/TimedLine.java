package io.convergence.launcher.replay;

import org.jspecify.annotations.Nullable;

/** A line of a file with its times. */
final class TimedLine {
    private final byte[] value;
    private final @Nullable String key;
    private final long timestamp;
    private final long clock;

    /** Creates a line; the parameters are described at the accessors. */
    TimedLine(byte[] value, @Nullable String key, long timestamp, long clock) {
        this.value = value;
        this.key = key;
        this.timestamp = timestamp;
        this.clock = clock;
    }

    /** The bytes of the line; not a copy. */
    byte[] value() {
        return value;
    }

    /** The record key, or null when it cannot be read. */
    @Nullable
    String key() {
        return key;
    }

    /**
     * The line's own event time, epoch milliseconds, or {@link RecordHead#NO_TIME} when it has none or an outlier in the
     * future. The record then gets the time of the stream.
     */
    long timestamp() {
        return timestamp;
    }

    /**
     * The time of the file up to and including this line, epoch milliseconds: its largest event time without outliers, or
     * {@link RecordHead#NO_TIME} before the first valid time. Never falls from line to line.
     */
    long clock() {
        return clock;
    }
}
