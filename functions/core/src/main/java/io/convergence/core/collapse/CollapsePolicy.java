package io.convergence.core.collapse;

import io.convergence.core.arithmetic.Ratio;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * When the silence of real users counts as a traffic collapse.
 *
 * @param widthsMillis widths of the compared spans in the order in which they are examined; multiples of the slide
 * @param ratio a collapse begins when the recent views are below this share of the expected views; 0 turns the rule off
 * @param recoveryRatio a collapse ends when the recent views are at least this share of the expected views
 * @param minExpected fewest expected views per width; below them silence proves nothing
 * @param maxHoldMillis longest time from the boundary at which a collapse was detected to its end
 * @param disabled tenants ({@code tenant}) and apps ({@code tenant/app}) without the rule
 */
public record CollapsePolicy(
        List<Long> widthsMillis,
        Ratio ratio,
        Ratio recoveryRatio,
        long minExpected,
        long maxHoldMillis,
        Set<String> disabled)
        implements Serializable {

    /** 1 and 5 minutes, a fifth, a half, 50 views, 2 hours, no exception. */
    public static final CollapsePolicy DEFAULTS =
            new CollapsePolicy(List.of(60_000L, 300_000L), new Ratio(1, 5), new Ratio(1, 2), 50, 7_200_000, Set.of());

    /** The reference rules, which know no collapse. */
    public static final CollapsePolicy OFF = new CollapsePolicy(
            DEFAULTS.widthsMillis, new Ratio(0, 1), DEFAULTS.recoveryRatio, 50, DEFAULTS.maxHoldMillis, Set.of());

    public CollapsePolicy {
        widthsMillis = List.copyOf(widthsMillis);
        disabled = Set.copyOf(disabled);
    }

    /** Whether the rule applies to an app of a tenant. */
    public boolean appliesTo(String tenant, String app) {
        return ratio.numerator() > 0
                && (disabled.isEmpty() || (!disabled.contains(tenant) && !disabled.contains(tenant + '/' + app)));
    }
}
