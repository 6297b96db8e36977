package io.convergence.core.signal;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Latches one signal that depends on one condition, which is evaluated at every full minute. The signal fires when the
 * condition begins to hold, is repeated while it holds, and is resolved when it no longer does.
 *
 * @param policy how often a firing signal is repeated, and which kinds are disabled; a kind that becomes disabled while it
 *     fires is repeated and resolved as before
 */
public record LatchRule(EpisodePolicy policy) implements Serializable {
    private static final long MINUTE = 60_000;

    /**
     * The effect of one boundary.
     *
     * @param next the firing signal after the boundary, or null when none fires
     * @param transition the signal to emit, or null
     */
    public record Step(@Nullable Latched next, @Nullable Transition transition) {}

    /**
     * The step of a signal at a boundary.
     *
     * @param before the firing signal, or null when none fires
     * @param kind kind of a signal that fires at this boundary
     * @param tenant owner of the subject
     * @param boundary full minute in epoch milliseconds, one minute after that of the previous step while a signal fires
     */
    public Step step(
            @Nullable Latched before, SignalKind kind, String tenant, LatchCondition condition, long boundary) {
        if (before == null) {
            return condition == LatchCondition.HOLDS && policy.admits(tenant, kind)
                    ? firing(new Latched(kind, boundary, 0))
                    : new Step(null, null);
        }
        return switch (condition) {
            case HOLDS ->
                isRepeated(before, boundary)
                        ? firing(new Latched(before.kind(), before.startsAt(), before.sequence() + 1))
                        : new Step(before, null);
            case RECOVERED -> new Step(null, before.resolved(SignalReason.RECOVERED));
            case NO_DATA -> new Step(null, before.resolved(SignalReason.NO_DATA));
        };
    }

    /** Whether a multiple of the distance between repetitions was reached since the previous minute. */
    private boolean isRepeated(Latched fired, long boundary) {
        long distance = policy.reassertMillis();
        long elapsed = boundary - fired.startsAt();
        return distance > 0 && elapsed / distance > (elapsed - MINUTE) / distance;
    }

    private static Step firing(Latched next) {
        return new Step(
                next,
                new Transition(
                        next.kind(), next.startsAt(), next.sequence(), SignalStatus.FIRING, SignalReason.THRESHOLD));
    }
}
