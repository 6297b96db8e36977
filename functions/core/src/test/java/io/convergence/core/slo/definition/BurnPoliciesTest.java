package io.convergence.core.slo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.budget.Period;
import org.junit.jupiter.api.Test;

class BurnPoliciesTest {
    @Test
    void theWorkbooksFactorsForThirtyDaysAreThePublishedOnes() {
        assertThat(BurnPolicies.tiers("workbook", period(30, "d")))
                .extracting(BurnPoliciesTest::shown)
                .containsExactly(
                        "page-1h CRITICAL 60/5 over 72/5 for 0",
                        "page-6h CRITICAL 360/30 over 6/1 for 0",
                        "ticket-1d WARNING 1440/120 over 3/1 for 0",
                        "ticket-3d WARNING 4320/360 over 1/1 for 0");
    }

    @Test
    void theWorkbooksFactorsScaleWithThePeriod() {
        // 28 d: 13.44, 5.6, 2.8, 14/15.
        assertThat(BurnPolicies.tiers("workbook", period(4, "w")))
                .extracting(tier -> tier.factorNumerator() + "/" + tier.factorDenominator())
                .containsExactly("336/25", "28/5", "14/5", "14/15");
    }

    @Test
    void pyrrasFactorsForTwentyEightDaysAreThePublishedOnes() {
        assertThat(BurnPolicies.tiers("pyrra", period(28, "d")))
                .extracting(BurnPoliciesTest::shown)
                .containsExactly(
                        "page-1h CRITICAL 60/5 over 14/1 for 2",
                        "page-6h CRITICAL 360/30 over 7/1 for 15",
                        "ticket-1d WARNING 1440/120 over 2/1 for 60",
                        "ticket-4d WARNING 5760/360 over 1/1 for 180");
    }

    @Test
    void pyrrasWindowsScaleWithThePeriodAndItsFactorsDoNot() {
        assertThat(BurnPolicies.tiers("pyrra", period(30, "d")))
                .extracting(BurnPoliciesTest::shown)
                .containsExactly(
                        "page-1h CRITICAL 64/5 over 14/1 for 2",
                        "page-6h CRITICAL 386/32 over 7/1 for 16",
                        "ticket-1d WARNING 1543/129 over 2/1 for 64",
                        "ticket-4d WARNING 6171/386 over 1/1 for 193");
        assertThat(BurnPolicies.tiers("pyrra", period(7, "d")))
                .extracting(BurnPoliciesTest::shown)
                .containsExactly(
                        "page-1h CRITICAL 15/1 over 14/1 for 1",
                        "page-6h CRITICAL 90/8 over 7/1 for 4",
                        "ticket-1d WARNING 360/30 over 2/1 for 15",
                        "ticket-4d WARNING 1440/90 over 1/1 for 45");
        assertThat(BurnPolicies.tiers("pyrra", period(1, "h")))
                .extracting(BurnPoliciesTest::shown)
                .containsExactly(
                        "page-1h CRITICAL 1/1 over 14/1 for 0",
                        "page-6h CRITICAL 1/1 over 7/1 for 0",
                        "ticket-1d WARNING 2/1 over 2/1 for 0",
                        "ticket-4d WARNING 9/1 over 1/1 for 0");
    }

    @Test
    void theTableNoneHasNoTiers() {
        assertThat(BurnPolicies.tiers("none", period(30, "d"))).isEmpty();
    }

    private static Period period(int count, String unit) {
        return new Period(count, unit, true, null, null);
    }

    private static String shown(BurnTier tier) {
        return tier.name() + ' ' + tier.severity() + ' ' + tier.longMillis() / 60_000 + '/'
                + tier.shortMillis() / 60_000 + " over " + tier.factorNumerator() + '/' + tier.factorDenominator()
                + " for " + tier.holdMillis() / 60_000;
    }
}
