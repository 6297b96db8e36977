package io.convergence.launcher.replay;

import org.jspecify.annotations.Nullable;

/**
 * What publishing needs to know of a canonical record.
 *
 * @param eventTime {@code received_at} in epoch milliseconds, or {@link #NO_TIME} when it cannot be read
 * @param key {@code tenant|host} with the host normalised, or null when one of them cannot be read
 */
record RecordHead(long eventTime, @Nullable String key) {
    /** Stands for a time that cannot be read. */
    static final long NO_TIME = -1;

    /** A line of which nothing can be read. */
    static final RecordHead UNREADABLE = new RecordHead(NO_TIME, null);

    boolean hasTime() {
        return eventTime != NO_TIME;
    }
}
