package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Check whether the long window of each tier can hold the least counts with which it fires. The most counts are known for
 * slices, for verdicts of one app on one host, and for events whose least interval is annotated. Minimums that the
 * objective does not set are taken to be the defaults of the job.
 */
final class MinimumReach {
    private static final long MINUTE = 60_000;

    private final SloDefinition definition;
    private final SloAnnotations annotations;
    private final DocumentProblems problems;
    private final SourcePosition position;

    /**
     * A check of one objective.
     *
     * @param position of the objective, for warnings
     */
    MinimumReach(
            SloDefinition definition, SloAnnotations annotations, DocumentProblems problems, SourcePosition position) {
        this.definition = definition;
        this.annotations = annotations;
        this.problems = problems;
        SourcePosition interval = annotations.checkIntervalPosition();
        this.position = interval == null ? position : interval;
    }

    /** Adds a warning for each tier that can never fire. */
    void check() {
        Long interval = interval();
        if (interval == null) {
            return;
        }
        boolean isSliced = definition.method() != BudgetingMethod.OCCURRENCES;
        String unit = isSliced ? " slices" : " events";
        AlertMinimums minimums = definition.minimums();
        int events =
                orDefault(minimums.events(), isSliced ? AlertMinimums.DEFAULT_SLICES : AlertMinimums.DEFAULT_EVENTS);
        int bad = orDefault(minimums.bad(), isSliced ? AlertMinimums.DEFAULT_BAD_SLICES : AlertMinimums.DEFAULT_BAD);
        for (BurnTier tier : definition.tiers()) {
            long most = (tier.longMillis() + interval - 1) / interval;
            if (most < Math.max(events, bad)) {
                String missing = most < events ? events + unit : bad + " bad" + unit;
                problems.warning(
                        position,
                        "the tier " + QuotedText.of(tier.name()) + " can never fire: its long window of "
                                + DurationShorthand.label(tier.longMillis() / MINUTE) + " has at most " + most + unit
                                + ", and it fires with at least " + missing + "; set the annotation "
                                + (most < events ? "convergence/min-events" : "convergence/min-bad"));
            }
        }
    }

    /** The least time between two counts, milliseconds; null when it is not known. */
    private @Nullable Long interval() {
        if (definition.method() != BudgetingMethod.OCCURRENCES) {
            return definition.sliceMillis();
        }
        Long annotated = annotations.checkInterval();
        if (annotated != null) {
            return annotated * MINUTE;
        }
        Sli sli = definition.sli();
        boolean isOneVerdictPerMinute =
                sli.source() == SliSource.CONVERGENCE && hasOneValue(sli, "app") && hasOneValue(sli, "host");
        return isOneVerdictPerMinute ? (Long) MINUTE : null;
    }

    private static boolean hasOneValue(Sli sli, String key) {
        if (sli.groupBy().contains(key)) {
            return true;
        }
        for (Selector selector : sli.where()) {
            if (selector.key().equals(key)
                    && !selector.glob()
                    && selector.values().size() == 1) {
                return true;
            }
        }
        return false;
    }

    private static int orDefault(@Nullable Integer minimum, int otherwise) {
        return minimum == null ? otherwise : minimum;
    }
}
