package io.convergence.core.convergence;

import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.Trust;
import io.convergence.core.verdict.Verdict;
import java.io.Serializable;

/**
 * Decision on the state of both planes. All comparisons are made on integers, so a value equal to a threshold is decided
 * exactly.
 *
 * @param thresholds thresholds for calling a plane degraded
 */
public record ConvergenceRule(Thresholds thresholds) implements Serializable {

    /**
     * The decision for one window.
     *
     * @param rum real-user views of the window
     * @param collapsed whether the traffic of the app has collapsed
     * @param checks synthetic results of the window
     * @param recentChecks synthetic results of the recent span; they alone decide where there are enough of them
     */
    public Decision decide(RumCounts rum, boolean collapsed, SyntheticCounts checks, SyntheticCounts recentChecks) {
        boolean overThreshold = isDegraded(rum);
        boolean rumDegraded = overThreshold || collapsed;
        boolean byRecentChecks =
                thresholds.recentChecksMillis() > 0 && recentChecks.samples() >= thresholds.recentChecksSamples();
        boolean syntheticDegraded = byRecentChecks ? isFailing(recentChecks) : isEnough(checks) && isFailing(checks);
        Verdict verdict = verdict(rumDegraded, syntheticDegraded);
        RumData rumData = collapsed ? RumData.COLLAPSED : rumData(rum.views());
        SyntheticData syntheticData = checks.samples() > 0 ? SyntheticData.OBSERVED : SyntheticData.ABSENT;
        return new Decision(
                verdict,
                rumDegraded,
                collapsed && !overThreshold,
                syntheticDegraded,
                byRecentChecks,
                rumData,
                syntheticData,
                trust(verdict, rumData, syntheticData));
    }

    /**
     * Whether users could be degraded in a window of which only bounds are known.
     *
     * @param least counts that the window reaches each
     * @param most counts that the window exceeds with none of its views, error views, LCP samples and LCP samples that reach
     *     the threshold
     */
    boolean mayBeDegraded(RumCounts least, RumCounts most) {
        // A window that decides has at least the minimum of views, so the rate is at most that of the fewest views.
        long views = Math.max(1, Math.max(least.views(), thresholds.minViews()));
        boolean byErrors = most.errorViews() >= views || thresholds.errorRate().isReachedBy(most.errorViews(), views);
        // With b values below the threshold and r > 0 values that reach it, the percentile reaches it when
        // b <= 3 (b + r) / 4, that is when b <= 3 r.
        boolean byLcp = most.lcpReaching() > 0
                && most.lcpSamples() >= thresholds.minLcpSamples()
                && least.lcpBelow() <= 3 * most.lcpReaching();
        return most.views() >= thresholds.minViews() && (byErrors || byLcp);
    }

    /**
     * Whether checks could be failing in a window of which only bounds are known.
     *
     * @param leastSamples results that the window has at least
     * @param mostFailures failures that it has at most
     * @param leastRecent results that its recent span has at least
     * @param mostRecentFailures failures that the recent span has at most
     */
    boolean mayFail(long leastSamples, long mostFailures, long leastRecent, long mostRecentFailures) {
        return isFailingWith(mostFailures, Math.max(leastSamples, thresholds.minSamples()))
                || (thresholds.recentChecksMillis() > 0
                        && isFailingWith(mostRecentFailures, Math.max(leastRecent, thresholds.recentChecksSamples())));
    }

    /**
     * Whether the 75th percentile of LCP is at or above the threshold, decided without computing it: of n values in
     * ascending order, the one with the 0-based index {@code floor(3n/4)} is at or above the threshold exactly when at most
     * {@code floor(3n/4)} values are below it. False without values.
     *
     * @param samples number of values, n
     * @param below number of values below the threshold
     */
    public static boolean p75Reaches(long samples, long below) {
        return samples > 0 && below <= samples * 3 / 4;
    }

    /**
     * The percentile to report: the estimate, moved to the side of the threshold that the exact decision is on.
     *
     * @param estimate within 1 % of the exact percentile
     * @param reaches whether the exact percentile is at or above the threshold
     */
    public double consistentWithDecision(double estimate, boolean reaches) {
        double threshold = thresholds.lcpP75Millis();
        return reaches ? Math.max(estimate, threshold) : Math.min(estimate, Math.nextDown(threshold));
    }

    private boolean isDegraded(RumCounts rum) {
        return rum.views() >= thresholds.minViews()
                && rum.views() > 0
                && (thresholds.errorRate().isReachedBy(rum.errorViews(), rum.views())
                        || (rum.lcpSamples() >= thresholds.minLcpSamples()
                                && p75Reaches(rum.lcpSamples(), rum.lcpBelow())));
    }

    private boolean isEnough(SyntheticCounts checks) {
        return checks.samples() >= thresholds.minSamples();
    }

    private boolean isFailing(SyntheticCounts checks) {
        return checks.samples() > 0
                && thresholds.failureRatio().isReachedBy(checks.failures(), checks.samples())
                && (thresholds.minFailingLocations() <= 1
                        || checks.failingLocations() >= thresholds.minFailingLocations());
    }

    private boolean isFailingWith(long failures, long fewestSamples) {
        long samples = Math.max(1, fewestSamples);
        return failures >= samples || thresholds.failureRatio().isReachedBy(failures, samples);
    }

    private RumData rumData(long views) {
        if (views == 0) {
            return RumData.ABSENT;
        }
        return views >= thresholds.minViews() ? RumData.SUFFICIENT : RumData.INSUFFICIENT;
    }

    private static Verdict verdict(boolean rumDegraded, boolean syntheticDegraded) {
        if (rumDegraded) {
            return syntheticDegraded ? Verdict.USER_IMPACT_CONFIRMED : Verdict.USER_ONLY_SYNTHETIC_BLIND;
        }
        return syntheticDegraded ? Verdict.SYNTHETIC_ONLY_NO_USER_IMPACT : Verdict.HEALTHY;
    }

    private static Trust trust(Verdict verdict, RumData rumData, SyntheticData syntheticData) {
        if (verdict == Verdict.USER_IMPACT_CONFIRMED) {
            return Trust.SYNTHETIC_CORROBORATED;
        }
        if (syntheticData == SyntheticData.ABSENT) {
            return Trust.RUM_ONLY;
        }
        return rumData == RumData.SUFFICIENT || rumData == RumData.COLLAPSED ? Trust.OBSERVED : Trust.SYNTHETIC_ONLY;
    }
}
