package io.convergence.core.slo.openslo;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import io.convergence.core.slo.definition.BurnPolicies;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.yaml.DocumentProblems;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.SourcePosition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compiles the alert tiers of one objective from its alert policies or a named table. An instance compiles once. */
final class BurnTierCompiler {
    private static final long MINUTE = 60_000;
    private static final long PPM = 1_000_000;

    private final SloSpec slo;
    private final TenantScope scope;
    private final DocumentProblems problems;
    private final Period period;
    private final ObjectiveSpec objective;
    private final long budgetPpm;
    private final TreeSet<Long> windows = new TreeSet<>();
    private final Map<String, List<String>> notificationTargets = new LinkedHashMap<>();

    /**
     * A compiler for one objective of an SLO.
     *
     * @param document the SLO, to which problems are added
     * @param targetPpm target of the objective, parts per million
     */
    BurnTierCompiler(
            ParsedDocument document,
            SloSpec slo,
            TenantScope scope,
            Period period,
            ObjectiveSpec objective,
            int targetPpm) {
        this.slo = slo;
        this.scope = scope;
        this.problems = document.problems();
        this.period = period;
        this.objective = objective;
        this.budgetPpm = PPM - targetPpm;
    }

    /**
     * The tiers that can fire, the most urgent first. A tier that can never fire is an error in an alert policy, and left out
     * with a warning in a table. A tier whose windows do not fit is left out with a warning.
     */
    List<BurnTier> compile() {
        if (slo.policies().isEmpty()) {
            return fromTable();
        }
        List<BurnTier> tiers = fromPolicies();
        tiers.sort(Comparator.comparing(BurnTier::severity).thenComparing(BurnTier::longMillis));
        return tiers;
    }

    /**
     * Windows of all tiers, also of those left out, that are not longer than the period, in milliseconds. Valid after
     * {@link #compile}.
     */
    List<Long> windows() {
        return List.copyOf(windows);
    }

    /** Names of the notification targets of the tiers, by name of the tier. Valid after {@link #compile}. */
    Map<String, List<String>> notificationTargets() {
        return notificationTargets;
    }

    private List<BurnTier> fromTable() {
        SourcePosition chosen = slo.annotations().burnPolicyPosition();
        SourcePosition position = chosen == null ? objective.position() : chosen;
        List<BurnTier> tiers = new ArrayList<>();
        for (BurnTier tier : BurnPolicies.tiers(slo.annotations().burnPolicy(), period)) {
            boolean fits = fits(tier, position);
            if (fits && isReachable(tier)) {
                tiers.add(tier);
            } else if (fits) {
                problems.warning(position, unreachableMessage(tier) + ": skipped");
            }
        }
        return tiers;
    }

    private List<BurnTier> fromPolicies() {
        List<BurnTier> tiers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PolicyTiers.PolicyTier each : new PolicyTiers(scope).of(slo.policies())) {
            BurnTier tier = each.tier();
            if (!names.add(tier.name())) {
                problems.error(
                        each.position(),
                        "the tier " + QuotedText.of(tier.name()) + " is there twice: names tell alerts apart");
            } else if (!isReachable(tier)) {
                problems.error(each.position(), unreachableMessage(tier));
            } else if (fits(tier, each.position())) {
                tiers.add(tier);
                if (!each.targets().isEmpty()) {
                    notificationTargets.put(tier.name(), each.targets());
                }
            }
        }
        return tiers;
    }

    /** Whether the windows of a tier fit the period and the slices; when they do not, this is reported as a warning. */
    private boolean fits(BurnTier tier, SourcePosition position) {
        long longest = PeriodCalendar.nominalMillis(period);
        Stream.of(tier.longMillis(), tier.shortMillis())
                .filter(window -> window <= longest)
                .forEach(windows::add);
        String skipped = "the tier " + QuotedText.of(tier.name()) + " is skipped: its ";
        if (tier.longMillis() > longest) {
            problems.warning(
                    position,
                    skipped + "long window of " + DurationShorthand.label(tier.longMillis() / MINUTE)
                            + " is longer than the timeWindow of " + period.label());
            return false;
        }
        if (tier.shortMillis() < objective.sliceMinutes() * MINUTE) {
            problems.warning(
                    position,
                    skipped + "short window of " + DurationShorthand.label(tier.shortMillis() / MINUTE)
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
