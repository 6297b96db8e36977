package io.convergence.core.codec;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.verdict.CheckCounts;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.VerdictRecord;
import java.util.Locale;

/** Texts on what synthetic checks show, over the span of results that decided. */
final class CheckText {
    private CheckText() {}

    /** Clause on the checks for a title. */
    static String brief(VerdictRecord verdict) {
        Decision decision = verdict.decision();
        if (decision.syntheticData() == SyntheticData.ABSENT) {
            return "no check reported";
        }
        String counts = decidingFailures(verdict) + " of " + decidingResults(verdict);
        return decision.syntheticDegraded() ? "checks fail (" + counts + ')' : "checks pass (" + counts + " failed)";
    }

    /** Sentence on the checks for a message. */
    static String sentence(VerdictRecord verdict, Thresholds thresholds) {
        if (verdict.decision().syntheticData() == SyntheticData.ABSENT) {
            return "No synthetic check of this host reported, so it is not known whether it can be reached from outside.";
        }
        return String.format(
                Locale.ROOT,
                "%d of %d synthetic results of the last %s failed (%s; degraded from %s).",
                decidingFailures(verdict),
                decidingResults(verdict),
                Spoken.duration(verdict.checks().decidingMillis()),
                Spoken.percent(decidingFailures(verdict), decidingResults(verdict)),
                Spoken.percent(thresholds.failureRatio()));
    }

    private static long decidingResults(VerdictRecord verdict) {
        CheckCounts checks = verdict.checks();
        return verdict.decision().byRecentChecks() ? checks.recentResults() : checks.results();
    }

    private static long decidingFailures(VerdictRecord verdict) {
        CheckCounts checks = verdict.checks();
        return verdict.decision().byRecentChecks() ? checks.recentFailures() : checks.failures();
    }
}
