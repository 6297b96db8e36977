package io.convergence.core.window;

import java.io.Serializable;

/**
 * Spread of the evaluations of many keys over time. Each key is evaluated a fixed delay after its boundary, between 0 and
 * the stagger, so that the keys of a subtask are not all due at once. The boundary itself stays aligned.
 *
 * @param window the windows
 * @param staggerMillis largest delay, exclusive, milliseconds: from 0 (all keys at once) to the slide, exclusive
 */
public record Stagger(WindowSpec window, long staggerMillis) implements Serializable {

    public Stagger {
        if (staggerMillis < 0 || staggerMillis >= window.slideMillis()) {
            throw new IllegalArgumentException("the stagger (" + staggerMillis
                    + " ms) must be at least 0 and below the slide (" + window.slideMillis() + " ms)");
        }
    }

    /** The watermark at which a boundary of a key is evaluated, epoch milliseconds. */
    public long dueAt(HostKey key, long boundary) {
        return boundary - 1 + phase(key);
    }

    /** The last boundary of a key that is due at a watermark, or {@link Long#MIN_VALUE} before any event. */
    public long lastPassed(HostKey key, long watermark) {
        return watermark < 0 ? Long.MIN_VALUE : window.sliceOf(watermark + 1 - phase(key));
    }

    private long phase(HostKey key) {
        return Phase.of(key.hashCode(), staggerMillis);
    }
}
