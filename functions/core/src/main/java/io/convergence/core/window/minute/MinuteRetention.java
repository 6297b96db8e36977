package io.convergence.core.window.minute;

import io.convergence.core.window.MinuteKey;

/** How long closed minutes are retained for late views. Times are event times, epoch milliseconds. */
public final class MinuteRetention {
    /** How long after its close, or after its latest late views, a minute is retained, milliseconds. */
    public static final long RETAINED_MILLIS = 3_600_000;

    private MinuteRetention() {}

    /**
     * When a minute without late views is forgotten.
     *
     * @param minute start of the minute
     */
    public static long afterClose(long minute) {
        return minute + MinuteKey.MINUTE_MILLIS - 1 + RETAINED_MILLIS;
    }

    /**
     * When a minute is forgotten after late views.
     *
     * @param expiresAt when it would be without them
     * @param watermark watermark at which they arrived; negative before the first event
     */
    public static long afterLate(long expiresAt, long watermark) {
        return Math.max(expiresAt, watermark < 0 ? watermark : watermark + RETAINED_MILLIS);
    }
}
