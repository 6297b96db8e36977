package io.convergence.core.slo.openslo;

import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import io.convergence.core.slo.definition.BurnPolicies;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.SourcePosition;
import io.convergence.core.yaml.QuotedText;
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

/** Compiles the alert tiers of one objective from its alert policies or a named table, and reports tiers that cannot fire. */
final class BurnTierCompiler {
    private static final long MINUTE = 60_000;
    private static final long PPM = 1_000_000;

    /** An OpenSLO condition has only a long window; the short one is a twelfth of it, as in the SRE workbook. */
    private static final long SHORT_WINDOW_DIVISOR = 12;

    private final SloSpec slo;
    private final TenantScope scope;
    private final DocumentProblems problems;
    private final Period period;
    private final ObjectiveSpec objective;
    private final long budgetPpm;
    private final TreeSet<Long> windows = new TreeSet<>();

    /**
     * A compiler for one objective of an SLO.
     *
     * @param document the SLO, to which problems are added
     * @param targetPpm target of the objective, parts per million
     */
    BurnTierCompiler(ParsedDocument document, SloSpec slo, TenantScope scope, Period period, ObjectiveSpec objective, int targetPpm) {
        this.slo = slo;
        this.scope = scope;
        this.problems = document.problems();
        this.period = period;
        this.objective = objective;
        this.budgetPpm = PPM - targetPpm;
    }

    /** The tiers that can fire, the most urgent first. Tiers of a table that cannot fire are left out with a warning. */
    List<BurnTier> compile() {
        List<BurnTier> tiers = new ArrayList<>();
        if (slo.policies().isEmpty()) {
            SourcePosition chosen = slo.annotations().burnPolicyPosition();
            SourcePosition position = chosen == null ? objective.position() : chosen;
            for (BurnTier tier : BurnPolicies.tiers(slo.annotations().burnPolicy(), period)) {
                if (fits(tier, position) && isReachable(tier)) {
                    tiers.add(tier);
                } else if (fits(tier, position)) {
                    problems.warning(position, unreachableMessage(tier) + ": skipped");
                }
            }
            return tiers;
        }
        Set<String> names = new HashSet<>();
        for (SloSpec.PolicyUse use : slo.policies()) {
            addExplicit(use, tiers, names);
        }
        tiers.sort(Comparator.comparing(BurnTier::severity).thenComparing(BurnTier::longMillis));
        return tiers;
    }

    /** Windows, in milliseconds, that are not longer than the period: of all tiers, also of those left out. Valid after {@link #compile}. */
    List<Long> windows() {
        return List.copyOf(windows);
    }

    private void addExplicit(SloSpec.PolicyUse use, List<BurnTier> tiers, Set<String> names) {
        for (BurnCondition condition : conditions(use)) {
            BurnTier tier = tier(condition);
            if (!names.add(condition.name())) {
                problems.error(
                        use.position(),
                        "the condition " + QuotedText.of(condition.name()) + " is there twice: names tell alerts apart");
            } else if (!condition.canAlert()) {
                problems.error(
                        use.position(),
                        "the condition " + QuotedText.of(condition.name()) + " has op "
                                + condition.comparison().label() + ": an alert needs gt or gte");
            } else if (!isReachable(tier)) {
                problems.error(use.position(), unreachableMessage(tier));
            } else if (fits(tier, use.position())) {
                tiers.add(tier);
            }
        }
    }

    private List<BurnCondition> conditions(SloSpec.PolicyUse use) {
        AlertPolicySpec policy = use.inline();
        if (use.reference() != null) {
            ParsedDocument found = scope.find(DocumentKind.ALERT_POLICY, use.reference().name());
            policy = found != null && found.spec() instanceof AlertPolicySpec spec ? spec : null;
        }
        List<BurnCondition> conditions = new ArrayList<>();
        for (AlertPolicySpec.ConditionUse each :
                policy == null || !policy.alerts() ? List.<AlertPolicySpec.ConditionUse>of() : policy.conditions()) {
            BurnCondition condition = each.inline();
            if (each.reference() != null) {
                ParsedDocument found =
                        scope.find(DocumentKind.ALERT_CONDITION, each.reference().name());
                condition = found != null && found.spec() instanceof AlertConditionSpec spec ? spec.condition() : null;
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
                (condition.lookbackMinutes() + SHORT_WINDOW_DIVISOR - 1) / SHORT_WINDOW_DIVISOR * MINUTE,
                numerator.divide(divisor).longValueExact(),
                denominator.divide(divisor).longValueExact(),
                condition.comparison(),
                condition.holdMinutes() * MINUTE);
    }

    /** Whether the windows of a tier fit the period and the slices; when they do not, this is reported as a warning. */
    private boolean fits(BurnTier tier, SourcePosition position) {
        long longest = PeriodCalendar.nominalMillis(period);
        Stream.of(tier.longMillis(), tier.shortMillis())
                .filter(window -> window <= longest)
                .forEach(windows::add);
        String window = "the tier " + QuotedText.of(tier.name()) + " is skipped: its ";
        if (tier.longMillis() > longest) {
            problems.warning(
                    position,
                    window + "long window of " + DurationShorthand.label(tier.longMillis() / MINUTE)
                            + " is longer than the timeWindow of " + period.label());
            return false;
        }
        if (tier.shortMillis() < objective.sliceMinutes() * MINUTE) {
            problems.warning(
                    position,
                    window + "short window of " + DurationShorthand.label(tier.shortMillis() / MINUTE)
                            + " is shorter than a slice of " + DurationShorthand.label(objective.sliceMinutes()));
            return false;
        }
        return true;
    }

    /**
     * Whether the highest possible burn rate, which is 1 / budget when every event is bad, is over the factor. The products
     * cannot overflow.
     */
    private boolean isReachable(BurnTier tier) {
        long factor = Math.multiplyExact(tier.factorNumerator(), budgetPpm);
        long highest = Math.multiplyExact(PPM, tier.factorDenominator());
        return tier.comparison() == Comparison.GTE ? factor <= highest : factor < highest;
    }

    private String unreachableMessage(BurnTier tier) {
        String relation = tier.comparison() == Comparison.GTE ? " is above" : " is not below";
        return "the tier " + QuotedText.of(tier.name()) + " can never fire: its burn rate of "
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
