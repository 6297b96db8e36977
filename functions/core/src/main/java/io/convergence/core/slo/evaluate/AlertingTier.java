package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.book.LiveGeneration;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tier of an objective with the generation on whose counts it is evaluated at a boundary. After an edit of the SLI each
 * tier is handed over by itself: to the newest generation whose counts cover its long window. Until then the tier of the
 * same name of an older generation goes on with its own target and factor, unless that generation has no counts in the
 * long window.
 *
 * @param tier the tier, as the definition of the generation has it
 * @param definition the definition of the generation
 * @param evaluation evaluation of the generation at the boundary; null when the group has no event of it
 */
record AlertingTier(
        BurnTier tier, SloDefinition definition, @Nullable GenerationEvaluation evaluation) {

    /**
     * The tiers of the newest definition, in its order.
     *
     * @param live the counted generations, the oldest first, at least one
     * @param evaluations evaluations at the boundary, by generation
     */
    static List<AlertingTier> choose(
            List<LiveGeneration> live, Map<Long, GenerationEvaluation> evaluations, long boundary) {
        LiveGeneration newest = live.get(live.size() - 1);
        List<AlertingTier> chosen = new ArrayList<>();
        for (BurnTier tier : newest.definition().tiers()) {
            AlertingTier best = of(newest, tier, evaluations);
            if (!newest.covers(tier.longMillis(), boundary)) {
                best = older(live, best, evaluations, boundary);
            }
            chosen.add(best);
        }
        return chosen;
    }

    /** The tier on the newest older generation that covers it and has counts, else on the oldest that has counts. */
    private static AlertingTier older(
            List<LiveGeneration> live,
            AlertingTier newest,
            Map<Long, GenerationEvaluation> evaluations,
            long boundary) {
        AlertingTier best = newest;
        for (int i = live.size() - 2; i >= 0; i--) {
            for (BurnTier tier : live.get(i).definition().tiers()) {
                AlertingTier candidate = of(live.get(i), tier, evaluations);
                if (tier.name().equals(newest.tier().name()) && candidate.hasCounts()) {
                    best = candidate;
                    if (live.get(i).covers(tier.longMillis(), boundary)) {
                        return best;
                    }
                }
            }
        }
        return best;
    }

    private static AlertingTier of(LiveGeneration live, BurnTier tier, Map<Long, GenerationEvaluation> evaluations) {
        SloDefinition definition = live.definition();
        return new AlertingTier(tier, definition, evaluations.get(definition.generation()));
    }

    private boolean hasCounts() {
        return evaluation != null && !evaluation.sums().sum(tier.longMillis()).isEmpty();
    }
}
