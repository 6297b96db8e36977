package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import io.convergence.core.slo.definition.BurnPolicies;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.Place;
import io.convergence.core.yaml.Shown;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Picks the tiers of one objective, out of its alert policies or a named table, and reports those that cannot be. */
final class Tiers {
    private static final long MINUTE = 60_000;
    private static final long PPM = 1_000_000;

    /** OpenSLO has one window for each condition; the short one is the workbook's twelfth of it. */
    private static final long SHORT_SHARE = 12;

    private final SloBody slo;
    private final Scope scope;
    private final DocumentProblems problems;
    private final Period period;
    private final ObjectiveBody objective;
    private final long budgetPpm;
    private final TreeSet<Long> windows = new TreeSet<>();

    /**
     * The tiers of one objective of an SLO.
     *
     * @param targetPpm of the objective
     */
    Tiers(ReadDocument document, SloBody slo, Scope scope, Period period, ObjectiveBody objective, int targetPpm) {
        this.slo = slo;
        this.scope = scope;
        this.problems = document.problems();
        this.period = period;
        this.objective = objective;
        this.budgetPpm = PPM - targetPpm;
    }

    /** The tiers that can fire, the most urgent first. */
    List<BurnTier> pick() {
        List<BurnTier> tiers = new ArrayList<>();
        if (slo.policies().isEmpty()) {
            Place chosen = slo.options().burnPolicyPlace();
            Place place = chosen == null ? objective.place() : chosen;
            for (BurnTier tier : BurnPolicies.tiers(slo.options().burnPolicy(), period)) {
                if (fits(tier, place) && isReachable(tier)) {
                    tiers.add(tier);
                } else if (fits(tier, place)) {
                    problems.warning(place, unreachable(tier) + ": skipped");
                }
            }
            return tiers;
        }
        Set<String> names = new HashSet<>();
        for (SloBody.Use use : slo.policies()) {
            addExplicit(use, tiers, names);
        }
        tiers.sort(Comparator.comparing(BurnTier::severity).thenComparing(BurnTier::longMillis));
        return tiers;
    }

    /** The windows of the tiers that fit the period, also of tiers that were left out, once they were picked. */
    List<Long> windows() {
        return List.copyOf(windows);
    }

    private void addExplicit(SloBody.Use use, List<BurnTier> tiers, Set<String> names) {
        for (BurnCondition condition : conditions(use)) {
            BurnTier tier = tier(condition);
            if (!names.add(condition.name())) {
                problems.error(
                        use.place(),
                        "the condition " + Shown.of(condition.name()) + " is there twice: names tell alerts apart");
            } else if (!condition.canAlert()) {
                problems.error(
                        use.place(),
                        "the condition " + Shown.of(condition.name()) + " has op "
                                + condition.comparison().label() + ": an alert needs gt or gte");
            } else if (!isReachable(tier)) {
                problems.error(use.place(), unreachable(tier));
            } else if (fits(tier, use.place())) {
                tiers.add(tier);
            }
        }
    }

    private List<BurnCondition> conditions(SloBody.Use use) {
        PolicyBody policy = use.inline();
        if (use.reference() != null) {
            ReadDocument found = scope.find(Kind.ALERT_POLICY, use.reference().name());
            policy = found != null && found.body() instanceof PolicyBody body ? body : null;
        }
        List<BurnCondition> conditions = new ArrayList<>();
        for (PolicyBody.Use each :
                policy == null || !policy.alerts() ? List.<PolicyBody.Use>of() : policy.conditions()) {
            BurnCondition condition = each.inline();
            if (each.reference() != null) {
                ReadDocument found =
                        scope.find(Kind.ALERT_CONDITION, each.reference().name());
                condition = found != null && found.body() instanceof ConditionBody body ? body.condition() : null;
            }
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private static BurnTier tier(BurnCondition condition) {
        BigDecimal threshold = condition.threshold().stripTrailingZeros();
        int scale = Math.max(threshold.scale(), 0);
        BigInteger numerator = threshold.movePointRight(scale).toBigIntegerExact();
        BigInteger denominator = BigInteger.TEN.pow(scale);
        BigInteger divisor = numerator.gcd(denominator);
        return new BurnTier(
                condition.name(),
                condition.severity(),
                condition.lookbackMinutes() * MINUTE,
                (condition.lookbackMinutes() + SHORT_SHARE - 1) / SHORT_SHARE * MINUTE,
                numerator.divide(divisor).longValueExact(),
                denominator.divide(divisor).longValueExact(),
                condition.comparison(),
                condition.holdMinutes() * MINUTE);
    }

    /** Whether its windows fit the period and the slices; otherwise it is skipped. */
    private boolean fits(BurnTier tier, Place place) {
        long longest = PeriodCalendar.nominalMillis(period);
        Stream.of(tier.longMillis(), tier.shortMillis())
                .filter(window -> window <= longest)
                .forEach(windows::add);
        String window = "the tier " + Shown.of(tier.name()) + " is skipped: its ";
        if (tier.longMillis() > longest) {
            problems.warning(
                    place,
                    window + "long window of " + Shorthand.label(tier.longMillis() / MINUTE)
                            + " is longer than the timeWindow of " + period.label());
            return false;
        }
        if (tier.shortMillis() < objective.sliceMinutes() * MINUTE) {
            problems.warning(
                    place,
                    window + "short window of " + Shorthand.label(tier.shortMillis() / MINUTE)
                            + " is shorter than a slice of " + Shorthand.label(objective.sliceMinutes()));
            return false;
        }
        return true;
    }

    /** Whether the burn rate of nothing but bad events, which is 1 / budget, is over the factor. No product overflows. */
    private boolean isReachable(BurnTier tier) {
        long factor = Math.multiplyExact(tier.factorNumerator(), budgetPpm);
        long highest = Math.multiplyExact(PPM, tier.factorDenominator());
        return tier.comparison() == Comparison.GTE ? factor <= highest : factor < highest;
    }

    private String unreachable(BurnTier tier) {
        String relation = tier.comparison() == Comparison.GTE ? " is above" : " is not below";
        return "the tier " + Shown.of(tier.name()) + " can never fire: its burn rate of "
                + decimal(tier.factorNumerator(), tier.factorDenominator()) + relation
                + " the highest there is with this target, " + decimal(PPM, budgetPpm);
    }

    private static String decimal(long numerator, long denominator) {
        return BigDecimal.valueOf(numerator)
                .divide(BigDecimal.valueOf(denominator), 4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
