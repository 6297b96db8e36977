package io.convergence.launcher.replay;

import org.jspecify.annotations.Nullable;

/**
 * The members of a canonical record that are needed to publish it.
 *
 * @param eventTime {@code received_at} in epoch milliseconds, or {@link #NO_TIME} when it is missing or invalid
 * @param key {@code tenant|session} for an event of a session, else {@code tenant|host} with the host normalised, or null
 *     when one of them is missing or invalid
 */
record RecordHead(long eventTime, @Nullable String key) {
    /** Value of a missing or invalid time. */
    static final long NO_TIME = -1;

    /** Head of a line that is not one JSON object. */
    static final RecordHead UNREADABLE = new RecordHead(NO_TIME, null);

    /** Whether the record has a valid time. */
    boolean hasTime() {
        return eventTime != NO_TIME;
    }
}
