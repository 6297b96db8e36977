package io.convergence.core.slo.book;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span of event time in which the same generations of an objective are counted, up to the next phase.
 *
 * @param from start, inclusive, epoch milliseconds
 * @param live the generations counted, the one that alerts first; empty while the objective is removed
 */
public record SloPhase(long from, List<LiveGeneration> live) {

    public SloPhase {
        live = List.copyOf(live);
    }

    /** The generation that alerts, or null while the objective is removed. */
    public @Nullable LiveGeneration alerting() {
        return live.isEmpty() ? null : live.get(0);
    }

    /** A generation that is counted, or null. */
    public @Nullable LiveGeneration generation(long generation) {
        for (LiveGeneration each : live) {
            if (each.definition().generation() == generation) {
                return each;
            }
        }
        return null;
    }
}
