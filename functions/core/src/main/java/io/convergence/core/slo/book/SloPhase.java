package io.convergence.core.slo.book;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Span of event time in which the same generations of an objective are counted. It ends where the next phase starts.
 *
 * @param from start, inclusive, epoch milliseconds
 * @param live the counted generations, the oldest first; empty while the objective is removed
 */
public record SloPhase(long from, List<LiveGeneration> live) {

    public SloPhase {
        live = List.copyOf(live);
    }

    /** The generation of the definition in force, or null while the objective is removed. */
    public @Nullable LiveGeneration newest() {
        return live.isEmpty() ? null : live.get(live.size() - 1);
    }

    /** The counted generation with a number, or null. */
    public @Nullable LiveGeneration generation(long generation) {
        for (LiveGeneration each : live) {
            if (each.definition().generation() == generation) {
                return each;
            }
        }
        return null;
    }
}
