package io.convergence.jobs.settings;

import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.evaluate.SloRules;

/**
 * The settings of the SLO branch.
 *
 * @param slo rules that all service level objectives share
 * @param episodes how signals are latched and repeated
 * @param bounds bounds on cardinality
 * @param bundle limits of bundles before the shuffle
 * @param staggerMillis span over which the evaluations of one minute are spread by key, in milliseconds
 * @param windowMillis length of the window within which a repeated synthetic result counts once, in milliseconds
 */
public record BudgetSettings(
        SloSettings slo,
        EpisodePolicy episodes,
        BoundSettings bounds,
        BundleSettings bundle,
        long staggerMillis,
        long windowMillis) {

    /** The evaluation rules of core. */
    public SloRules rules() {
        return new SloRules(
                MinuteSchedule.floor(slo.allowedLatenessMillis()),
                slo.minEvents(),
                slo.minBad(),
                slo.minSlices(),
                slo.minBadSlices(),
                slo.jointMinViews(),
                bounds.pages(),
                episodes);
    }
}
