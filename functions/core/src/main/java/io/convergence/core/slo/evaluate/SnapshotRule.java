package io.convergence.core.slo.evaluate;

import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.slo.alert.BurnRule;
import io.convergence.core.slo.budget.BurnRate;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.budget.Forecast;
import io.convergence.core.slo.budget.Span;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.result.SloStatus;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.SlidingSums;
import io.convergence.core.slo.window.WindowPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of one generation at a boundary: status, counts and forecasts. It depends on the generation's sums alone, so
 * that it can be computed again when late events restate the boundary.
 */
final class SnapshotRule {
    private final GroupKey key;
    private final WindowPlan plan;
    private final GenerationCounts counts;
    private final SlidingSums sums;
    private final WindowReader reader;
    private final SloRules rules;

    SnapshotRule(
            GroupKey key,
            WindowPlan plan,
            GenerationCounts counts,
            SlidingSums sums,
            WindowReader reader,
            SloRules rules) {
        this.key = key;
        this.plan = plan;
        this.counts = counts;
        this.sums = sums;
        this.reader = reader;
        this.rules = rules;
    }

    /** Status of the budget at the end of the sums. */
    SloStatus status() {
        WindowCounts period = reader.period();
        SloDefinition definition = plan.definition();
        if (!reader.hasPeriodData()) {
            return SloStatus.NO_DATA;
        }
        Fraction remaining = ErrorBudget.remaining(period.bad(), period.total(), definition.targetPpm());
        if (remaining != null && remaining.signum() <= 0) {
            return SloStatus.EXHAUSTED;
        }
        for (BurnTier tier : definition.tiers()) {
            if (BurnRule.isBurning(tier, reader.view(tier), definition.targetPpm())) {
                return SloStatus.BURNING;
            }
        }
        return SloStatus.OK;
    }

    /** The snapshot of a boundary; the sums must end at its slice. */
    SloSnapshot snapshot(long boundary, SloStatus status, long rollOffAt) {
        SloDefinition definition = plan.definition();
        WindowCounts period = reader.period();
        Span span = reader.periodSpan();
        List<WindowCounts> windows = new ArrayList<>();
        definition.windowMillis().forEach(window -> windows.add(reader.window(window)));
        BucketCounts periodSum = sums.period();
        Long exhaustion = exhaustion(reader.window(WindowPlan.HOUR_MILLIS));
        return new SloSnapshot(
                key.tenant(),
                key.slo(),
                counts.generation(),
                key.group(),
                boundary,
                definition.targetPpm(),
                definition.method(),
                span.start(),
                span.millis(),
                counts.span().countedFrom() > span.start()
                        ? (Long) counts.span().countedFrom()
                        : null,
                period,
                windows,
                periodSum.observed(),
                reader.expectedInPeriod(),
                periodSum.fallback(),
                status,
                isCold(periodSum),
                WindowPlan.HOUR_MILLIS,
                exhaustion,
                rollOff(boundary, exhaustion, rollOffAt),
                counts.revision());
    }

    /** The time until the budget is exhausted if the burn rate of a window continues; null for never. */
    @Nullable
    Long exhaustion(WindowCounts window) {
        int targetPpm = plan.definition().targetPpm();
        WindowCounts period = reader.period();
        return Forecast.exhaustionMillis(
                ErrorBudget.remaining(period.bad(), period.total(), targetPpm),
                reader.elapsedMillis(),
                reader.fullMillis(),
                BurnRate.of(window.bad(), window.total(), targetPpm));
    }

    private boolean isCold(BucketCounts period) {
        boolean events = plan.definition().method() == BudgetingMethod.OCCURRENCES;
        Integer own = plan.definition().minimums().events();
        return (events ? period.good() + period.bad() : period.observed()) < (own == null ? rules.minEvents() : own);
    }

    /**
     * The roll-off-aware time of exhaustion, epoch milliseconds, or {@link GenerationCounts#NEVER}. It is computed every
     * fifth minute while the budget burns, otherwise when a bucket leaves the period, and only if the plain forecast is
     * within a period. It reads the whole period, which at every minute would cost too much for long ones.
     *
     * @param status status of the budget at the boundary
     * @param before result at the boundary before
     */
    long rollOffAt(long boundary, SloStatus status, long before) {
        long every = status == SloStatus.BURNING
                ? SloRules.HEARTBEAT_MILLIS
                : Math.max(SloRules.HEARTBEAT_MILLIS, plan.bucketOf(plan.periodMillis()));
        if (boundary % every != 0) {
            return before;
        }
        Long exhaustion = exhaustion(reader.window(WindowPlan.HOUR_MILLIS));
        Long millis = isRollOff(exhaustion) ? rollOff() : null;
        return millis == null ? GenerationCounts.NEVER : boundary + millis;
    }

    private @Nullable Long rollOff(long boundary, @Nullable Long exhaustion, long rollOffAt) {
        if (exhaustion != null && exhaustion == 0 && !plan.isCalendar()) {
            return 0L;
        }
        boolean isForecast = isRollOff(exhaustion) && rollOffAt != GenerationCounts.NEVER;
        return isForecast ? (Long) Math.max(0, rollOffAt - boundary) : null;
    }

    private boolean isRollOff(@Nullable Long exhaustion) {
        return !plan.isCalendar() && exhaustion != null && exhaustion > 0 && exhaustion <= plan.periodMillis();
    }

    private @Nullable Long rollOff() {
        long bucket = plan.bucketOf(plan.periodMillis());
        long left = plan.leftEdge(plan.periodMillis(), counts.through());
        // In a restatement, coarse buckets that end after the boundary may exist already.
        long rolled = plan.hourOf(counts.through());
        long coarse = bucket == plan.sliceMillis() ? counts.through() : Math.min(rolled, counts.rolledThrough());
        List<Long> bad = new ArrayList<>();
        for (BucketCounts cell : sums.range(bucket, left, coarse)) {
            bad.add(cell.bad());
        }
        long rest = 0;
        for (BucketCounts cell : sums.range(plan.sliceMillis(), coarse, counts.through())) {
            rest += cell.bad();
        }
        bad.add(rest);
        WindowCounts hour = reader.window(WindowPlan.HOUR_MILLIS);
        int targetPpm = plan.definition().targetPpm();
        return Forecast.rollOffAwareMillis(
                plan.periodMillis(),
                reader.elapsedMillis(),
                bucket,
                left + bucket + plan.periodMillis() - counts.through(),
                bad.stream().mapToLong(Long::longValue).toArray(),
                reader.period().total(),
                targetPpm,
                BurnRate.of(hour.bad(), hour.total(), targetPpm));
    }
}
