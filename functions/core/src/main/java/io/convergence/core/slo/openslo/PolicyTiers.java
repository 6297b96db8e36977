package io.convergence.core.slo.openslo;

import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.yaml.SourcePosition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alert tiers of the alert policies of an SLO: one for each condition of each policy that alerts. */
final class PolicyTiers {
    /**
     * Tier of an alert policy.
     *
     * @param tier named {@code policy/condition}, so that two policies can share a condition
     * @param targets names of the policy's notification targets
     * @param position of the policy in the SLO
     */
    record PolicyTier(BurnTier tier, List<String> targets, SourcePosition position) {}

    private static final long MINUTE = 60_000;

    /** An OpenSLO condition has only a long window; the short one is a twelfth of it, as in the SRE workbook. */
    private static final long SHORT_WINDOW_DIVISOR = 12;

    private final TenantScope scope;

    PolicyTiers(TenantScope scope) {
        this.scope = scope;
    }

    /** The tiers in the order of the policies. Parts that could not be read or resolved are left out. */
    List<PolicyTier> of(List<SloSpec.PolicyUse> policies) {
        List<PolicyTier> tiers = new ArrayList<>();
        for (SloSpec.PolicyUse use : policies) {
            AlertPolicySpec policy = policy(use);
            if (policy != null && policy.alerts() && use.name() != null) {
                List<String> targets = policy.targets().stream()
                        .map(AlertPolicySpec.TargetUse::name)
                        .distinct()
                        .toList();
                for (BurnCondition condition : conditions(policy)) {
                    BurnTier tier = tier(use.name() + '/' + condition.name(), condition, policy.alertsWithoutData());
                    tiers.add(new PolicyTier(tier, targets, use.position()));
                }
            }
        }
        return tiers;
    }

    private @Nullable AlertPolicySpec policy(SloSpec.PolicyUse use) {
        if (use.reference() == null) {
            return use.inline();
        }
        ParsedDocument found =
                scope.find(DocumentKind.ALERT_POLICY, use.reference().name());
        return found != null && found.spec() instanceof AlertPolicySpec spec ? spec : null;
    }

    private List<BurnCondition> conditions(AlertPolicySpec policy) {
        List<BurnCondition> conditions = new ArrayList<>();
        for (AlertPolicySpec.ConditionUse use : policy.conditions()) {
            BurnCondition condition = use.inline();
            if (use.reference() != null) {
                ParsedDocument found =
                        scope.find(DocumentKind.ALERT_CONDITION, use.reference().name());
                condition = found != null && found.spec() instanceof AlertConditionSpec spec ? spec.condition() : null;
            }
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private static BurnTier tier(String name, BurnCondition condition, boolean alertsWithoutData) {
        BigDecimal threshold = condition.threshold().stripTrailingZeros();
        int scale = Math.max(threshold.scale(), 0);
        BigInteger numerator = threshold.movePointRight(scale).toBigIntegerExact();
        BigInteger denominator = BigInteger.TEN.pow(scale);
        BigInteger divisor = numerator.gcd(denominator);
        return new BurnTier(
                name,
                condition.severity(),
                condition.lookbackMinutes() * MINUTE,
                (condition.lookbackMinutes() + SHORT_WINDOW_DIVISOR - 1) / SHORT_WINDOW_DIVISOR * MINUTE,
                numerator.divide(divisor).longValueExact(),
                denominator.divide(divisor).longValueExact(),
                condition.comparison(),
                condition.holdMinutes() * MINUTE,
                alertsWithoutData);
    }
}
