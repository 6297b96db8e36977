package io.convergence.launcher.replay;

import org.jspecify.annotations.Nullable;

/** One line with its place in time. */
final class TimedLine {
    private final byte[] value;
    private final @Nullable String key;
    private final long timestamp;
    private final long clock;

    TimedLine(byte[] value, @Nullable String key, long timestamp, long clock) {
        this.value = value;
        this.key = key;
        this.timestamp = timestamp;
        this.clock = clock;
    }

    /** Its bytes, not copied. */
    byte[] value() {
        return value;
    }

    /** The record key, or null when it cannot be read. */
    @Nullable
    String key() {
        return key;
    }

    /**
     * Its own event time, epoch milliseconds, or {@link RecordHead#NO_TIME} when the stream's time stamps it: its time
     * cannot be read, or is an outlier in the future.
     */
    long timestamp() {
        return timestamp;
    }

    /**
     * How far its file has come with it, epoch milliseconds, or {@link RecordHead#NO_TIME} before the first time that
     * could be read; never falls.
     */
    long clock() {
        return clock;
    }
}
