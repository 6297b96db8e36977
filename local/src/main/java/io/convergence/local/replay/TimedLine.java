package io.convergence.local.replay;

import org.jspecify.annotations.Nullable;

/**
 * One line with its place in time.
 *
 * @param value its bytes
 * @param key the record key, or null when it cannot be read
 * @param timestamp its own event time, epoch milliseconds, or {@link RecordHead#NO_TIME} when the broker's clock stamps
 *     it: its time cannot be read, or is an outlier in the future
 * @param clock how far its file has come with it, epoch milliseconds, or {@link RecordHead#NO_TIME} before the first
 *     time that could be read; never falls
 */
record TimedLine(byte[] value, @Nullable String key, long timestamp, long clock) {}
