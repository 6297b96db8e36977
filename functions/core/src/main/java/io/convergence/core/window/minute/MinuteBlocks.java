package io.convergence.core.window.minute;

import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.Phase;

/**
 * Division of time into blocks of minutes that are stored and forgotten together. Each key has its own blocks, which start
 * at a phase of it, so that the blocks of many keys do not end at the same time. Times are epoch milliseconds.
 */
public final class MinuteBlocks {
    /** Length of a block, milliseconds. */
    public static final long BLOCK_MILLIS = 15 * MinuteKey.MINUTE_MILLIS;

    private MinuteBlocks() {}

    /**
     * Start of the block of a minute, a full minute.
     *
     * @param minute start of the minute
     */
    public static long startOf(AppHostKey key, long minute) {
        long offset = phase(key) / MinuteKey.MINUTE_MILLIS * MinuteKey.MINUTE_MILLIS;
        return Math.floorDiv(minute - offset, BLOCK_MILLIS) * BLOCK_MILLIS + offset;
    }

    /** When all minutes of a block without late views are forgotten. */
    public static long expiresAt(long start) {
        return MinuteRetention.afterClose(start + BLOCK_MILLIS - MinuteKey.MINUTE_MILLIS);
    }

    /**
     * When a block is cleared: less than a minute after its last minute is forgotten.
     *
     * @param expiresAt when the last minute of the block is forgotten
     */
    public static long clearedAt(AppHostKey key, long expiresAt) {
        return expiresAt + phase(key) % MinuteKey.MINUTE_MILLIS;
    }

    private static long phase(AppHostKey key) {
        return Phase.of(key.hashCode(), BLOCK_MILLIS);
    }
}
