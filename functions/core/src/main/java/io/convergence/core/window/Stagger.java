package io.convergence.core.window;

import java.io.Serializable;

/**
 * When the boundaries of a key are evaluated: each key has a phase of its own below the stagger, so that not every key
 * of a subtask is due at once. The phase moves the moment of evaluation only; the boundary evaluated stays aligned.
 *
 * @param window the windows
 * @param staggerMillis from 0, which evaluates all keys at once, to the slide, exclusive
 */
public record Stagger(WindowSpec window, long staggerMillis) implements Serializable {

    public Stagger {
        if (staggerMillis < 0 || staggerMillis >= window.slideMillis()) {
            throw new IllegalArgumentException("the stagger (" + staggerMillis + " ms) is below the slide ("
                    + window.slideMillis() + " ms) and not negative");
        }
    }

    /** The watermark that lets a key's boundary be evaluated. */
    public long dueAt(HostKey key, long boundary) {
        return boundary - 1 + phase(key);
    }

    /** The last boundary of a key that a watermark has passed, or {@link Long#MIN_VALUE} before any event. */
    public long lastPassed(HostKey key, long watermark) {
        return watermark < 0 ? Long.MIN_VALUE : window.sliceOf(watermark + 1 - phase(key));
    }

    private long phase(HostKey key) {
        return Phase.of(key.hashCode(), staggerMillis);
    }
}
