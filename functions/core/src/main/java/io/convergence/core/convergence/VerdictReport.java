package io.convergence.core.convergence;

import io.convergence.core.verdict.CheckCounts;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.ViewCounts;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.vitals.Vitals;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Creation of verdict records from decisions.
 *
 * @param rules rules that made the decision
 * @param withPercentiles whether records have percentiles, which take reads of the vitals
 */
record VerdictReport(HostRules rules, boolean withPercentiles) {
    /** The vitals that a verdict reports; the others need no state. */
    private static final EnumSet<Vital> VITALS = EnumSet.copyOf(Vital.REPORTED);

    /**
     * The counts that a decision was made from.
     *
     * @param rum page views of the window
     * @param checks synthetic results of the window
     * @param recentChecks synthetic results of the recent span
     * @param incident size of the incident, or null without one
     */
    record Evidence(
            RumCounts rum,
            SyntheticCounts checks,
            SyntheticCounts recentChecks,
            @Nullable IncidentCounts incident) {}

    VerdictRecord report(
            VerdictKey key,
            AppWindow app,
            HostMemory memory,
            long boundary,
            Evidence evidence,
            Decision decision,
            boolean changed) {
        long size = rules.window().sizeMillis();
        RumCounts rum = evidence.rum();
        long previous = app.views(boundary - 2 * size, boundary - size);
        return new VerdictRecord(
                key,
                boundary - size,
                boundary,
                decision,
                app.status().previousVerdict(),
                changed,
                new ViewCounts(rum.views(), rum.errorViews(), rum.lcpSamples(), previous),
                percentiles(app, memory, boundary, rum),
                new CheckCounts(
                        evidence.checks().samples(),
                        evidence.checks().failures(),
                        evidence.recentChecks().samples(),
                        evidence.recentChecks().failures(),
                        decision.byRecentChecks() ? rules.recentChecksMillis() : size),
                IncidentCounter.collapseAt(app, boundary),
                evidence.incident());
    }

    private Vitals percentiles(AppWindow app, HostMemory memory, long boundary, RumCounts rum) {
        if (!withPercentiles) {
            return Vitals.NONE;
        }
        VitalHistograms vitals = new VitalsWindow(rules.window()).advance(app, memory, boundary);
        return Vitals.of(vital -> p75(vital, vitals, rum));
    }

    private @Nullable Double p75(Vital vital, VitalHistograms vitals, RumCounts rum) {
        Double estimate = VITALS.contains(vital) ? vitals.quantile(vital, 3, 4) : null;
        if (estimate == null || vital != Vital.LCP) {
            return estimate;
        }
        boolean reaches = ConvergenceRule.p75Reaches(rum.lcpSamples(), rum.lcpBelow());
        return rules.convergence().consistentWithDecision(estimate, reaches);
    }
}
