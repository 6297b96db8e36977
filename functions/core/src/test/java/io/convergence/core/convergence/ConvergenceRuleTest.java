package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.Trust;
import io.convergence.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvergenceRuleTest {
    private static final ConvergenceRule RULE = new ConvergenceRule(Thresholds.REFERENCE);

    @ParameterizedTest
    @CsvSource({
        // views, error views, LCP samples, below 4000 ms, samples, failures, verdict, RUM data, trust
        "0, 0, 0, 0, 0, 0, HEALTHY, ABSENT, RUM_ONLY",
        "19, 19, 0, 0, 0, 0, HEALTHY, INSUFFICIENT, RUM_ONLY",
        "20, 1, 0, 0, 0, 0, HEALTHY, SUFFICIENT, RUM_ONLY",
        "20, 2, 0, 0, 0, 0, USER_ONLY_SYNTHETIC_BLIND, SUFFICIENT, RUM_ONLY",
        "21, 2, 0, 0, 0, 0, HEALTHY, SUFFICIENT, RUM_ONLY",
        "30, 3, 0, 0, 3, 0, USER_ONLY_SYNTHETIC_BLIND, SUFFICIENT, OBSERVED",
        "20, 0, 20, 15, 0, 0, USER_ONLY_SYNTHETIC_BLIND, SUFFICIENT, RUM_ONLY",
        "20, 0, 20, 16, 0, 0, HEALTHY, SUFFICIENT, RUM_ONLY",
        "20, 0, 1, 0, 0, 0, USER_ONLY_SYNTHETIC_BLIND, SUFFICIENT, RUM_ONLY",
        "20, 0, 3, 2, 0, 0, USER_ONLY_SYNTHETIC_BLIND, SUFFICIENT, RUM_ONLY",
        "20, 0, 3, 3, 0, 0, HEALTHY, SUFFICIENT, RUM_ONLY",
        "20, 0, 0, 0, 1, 1, HEALTHY, SUFFICIENT, OBSERVED",
        "20, 0, 0, 0, 2, 1, SYNTHETIC_ONLY_NO_USER_IMPACT, SUFFICIENT, OBSERVED",
        "20, 0, 0, 0, 3, 1, HEALTHY, SUFFICIENT, OBSERVED",
        "20, 2, 0, 0, 2, 1, USER_IMPACT_CONFIRMED, SUFFICIENT, SYNTHETIC_CORROBORATED",
        "19, 19, 0, 0, 2, 2, SYNTHETIC_ONLY_NO_USER_IMPACT, INSUFFICIENT, SYNTHETIC_ONLY",
        "0, 0, 0, 0, 2, 2, SYNTHETIC_ONLY_NO_USER_IMPACT, ABSENT, SYNTHETIC_ONLY",
        "0, 0, 0, 0, 2, 0, HEALTHY, ABSENT, SYNTHETIC_ONLY",
    })
    void decidesAtTheEdgesOfEveryThreshold(
            long views,
            long errorViews,
            long lcpSamples,
            long lcpBelow,
            long samples,
            long failures,
            Verdict verdict,
            RumData rumData,
            Trust trust) {
        Decision decision = RULE.decide(
                new RumCounts(views, errorViews, lcpSamples, lcpBelow),
                false,
                new SyntheticCounts(samples, failures, 1),
                SyntheticCounts.NONE);

        assertThat(decision.verdict()).isEqualTo(verdict);
        assertThat(decision.rumData()).isEqualTo(rumData);
        assertThat(decision.trust()).isEqualTo(trust);
        assertThat(decision.syntheticData() == SyntheticData.OBSERVED).isEqualTo(samples > 0);
    }

    @ParameterizedTest
    @CsvSource({
        // Window: results, failures; recent: results, failures; whether checks are degraded, by the recent ones.
        "30, 3, 3, 2, true, true",
        "30, 3, 3, 1, false, true",
        "30, 20, 3, 0, false, true",
        "30, 20, 2, 0, true, false",
        "30, 3, 2, 2, false, false",
        "1, 1, 1, 1, false, false"
    })
    void enoughRecentChecksDecideAlone(
            long results, long failures, long recent, long recentFailures, boolean degraded, boolean byRecent) {
        Decision decision = new ConvergenceRule(Thresholds.DEFAULTS)
                .decide(
                        new RumCounts(0, 0, 0, 0),
                        false,
                        new SyntheticCounts(results, failures, 1),
                        new SyntheticCounts(recent, recentFailures, 1));

        assertThat(decision.syntheticDegraded()).isEqualTo(degraded);
        assertThat(decision.byRecentChecks()).isEqualTo(byRecent);
    }

    @ParameterizedTest
    @CsvSource({"19, false", "20, true"})
    void fewSlowViewsAreNoDegradation(long lcpSamples, boolean degraded) {
        Decision decision = new ConvergenceRule(Thresholds.DEFAULTS)
                .decide(new RumCounts(40, 0, lcpSamples, 0), false, SyntheticCounts.NONE, SyntheticCounts.NONE);

        assertThat(decision.rumDegraded()).isEqualTo(degraded);
    }

    @Test
    void aCollapseMakesUsersCountAsAffectedWhateverTheThresholdsAre() {
        ConvergenceRule rule = new ConvergenceRule(Thresholds.DEFAULTS);
        Decision silent = rule.decide(
                new RumCounts(3, 0, 0, 0), true, new SyntheticCounts(15, 0, 0), new SyntheticCounts(5, 4, 1));
        Decision failing = rule.decide(new RumCounts(40, 8, 0, 0), true, SyntheticCounts.NONE, SyntheticCounts.NONE);

        assertThat(silent.verdict()).isEqualTo(Verdict.USER_IMPACT_CONFIRMED);
        assertThat(silent.rumData()).isEqualTo(RumData.COLLAPSED);
        assertThat(silent.byCollapse()).isTrue();
        assertThat(failing.verdict()).isEqualTo(Verdict.USER_ONLY_SYNTHETIC_BLIND);
        assertThat(failing.byCollapse()).isFalse();
    }

    @Property
    void theDecisionByCountersEqualsTheDecisionBySorting(@ForAll("lcpValues") List<Double> values) {
        long below = values.stream().filter(value -> value < 4000).count();
        double p75 = values.stream().sorted().toList().get(3 * values.size() / 4);

        assertThat(ConvergenceRule.p75Reaches(values.size(), below)).isEqualTo(p75 >= 4000);
    }

    @Test
    void theReportedPercentileIsConsistentWithTheDecision() {
        assertThat(RULE.consistentWithDecision(3970, true)).isEqualTo(4000.0);
        assertThat(RULE.consistentWithDecision(4030, false)).isEqualTo(Math.nextDown(4000.0));
        assertThat(RULE.consistentWithDecision(4030, true)).isEqualTo(4030.0);
        assertThat(RULE.consistentWithDecision(3970, false)).isEqualTo(3970.0);
    }

    @Test
    void failuresFromFewerLocationsThanRequiredDoNotDegradeThePlane() {
        Thresholds two = new Thresholds(20, new Ratio(1, 10), 4000, 1, 2, new Ratio(1, 2), 2, 0, 0);
        ConvergenceRule rule = new ConvergenceRule(two);
        RumCounts none = new RumCounts(0, 0, 0, 0);

        assertThat(rule.decide(none, false, new SyntheticCounts(4, 4, 1), SyntheticCounts.NONE)
                        .verdict())
                .isEqualTo(Verdict.HEALTHY);
        assertThat(rule.decide(none, false, new SyntheticCounts(4, 4, 2), SyntheticCounts.NONE)
                        .verdict())
                .isEqualTo(Verdict.SYNTHETIC_ONLY_NO_USER_IMPACT);
    }

    @Provide
    Arbitrary<List<Double>> lcpValues() {
        return Arbitraries.of(3999.0, 3999.99, 4000.0, 4000.5, 100.0, 9000.0)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    /** Windows of a few slices, of which each bound is the least or the most of any. */
    @Property
    void aWindowWithinBoundsIsDegradedOnlyWhereItMayBe(@ForAll long seed) {
        Random random = new Random(seed);
        ConvergenceRule rule =
                new ConvergenceRule(new Thresholds(5, new Ratio(1, 10), 4000, 3, 2, new Ratio(1, 2), 1, 60_000, 3));
        List<RumCounts> windows = new ArrayList<>();
        List<SyntheticCounts> checks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int views = random.nextInt(40);
            int lcpSamples = random.nextInt(views + 1);
            int slow = random.nextInt(Math.min(lcpSamples, 8) + 1);
            int errors = random.nextInt(Math.min(views, 3) + 1);
            windows.add(new RumCounts(views, errors, lcpSamples, lcpSamples - slow));
            int samples = random.nextInt(8);
            checks.add(new SyntheticCounts(samples, random.nextInt(Math.min(samples, 2) + 1), 1));
        }
        RumCounts least = new RumCounts(least(windows, RumCounts::views), 0, 0, least(windows, RumCounts::lcpBelow));
        long slow = most(windows, RumCounts::lcpReaching);
        long samples = most(windows, RumCounts::lcpSamples);
        RumCounts most = new RumCounts(
                most(windows, RumCounts::views), most(windows, RumCounts::errorViews), samples, samples - slow);
        boolean mayBeDegraded = rule.mayBeDegraded(least, most);
        long leastChecks = least(checks, SyntheticCounts::samples);
        long mostFailures = most(checks, SyntheticCounts::failures);
        boolean mayFail = rule.mayFail(leastChecks, mostFailures, leastChecks, mostFailures);

        for (RumCounts window : windows) {
            for (SyntheticCounts full : checks) {
                for (SyntheticCounts recent : checks) {
                    Decision decision = rule.decide(window, false, full, recent);
                    assertThat(mayBeDegraded || !decision.rumDegraded()).isTrue();
                    assertThat(mayFail || !decision.syntheticDegraded()).isTrue();
                }
            }
        }
    }

    private static <T> long least(List<T> windows, ToLongFunction<T> count) {
        return windows.stream().mapToLong(count).min().orElseThrow();
    }

    private static <T> long most(List<T> windows, ToLongFunction<T> count) {
        return windows.stream().mapToLong(count).max().orElseThrow();
    }
}
