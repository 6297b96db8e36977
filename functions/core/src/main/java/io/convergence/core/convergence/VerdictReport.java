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
import io.convergence.core.window.HostKey;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Creation of verdict records from decisions.
 *
 * @param rules rules that made the decision
 */
record VerdictReport(HostRules rules) {
    /** The vitals that a verdict reports; the others need no state. */
    static final EnumSet<Vital> VITALS = EnumSet.copyOf(VerdictRecord.VITALS);

    VerdictRecord report(
            HostKey key,
            AppWindow app,
            HostMemory memory,
            long boundary,
            RumCounts rum,
            SyntheticCounts checks,
            SyntheticCounts recentChecks,
            Decision decision,
            boolean changed,
            @Nullable IncidentCounts incident) {
        long size = rules.window().sizeMillis();
        VitalHistograms vitals = new VitalsWindow(rules.window()).advance(app, memory, boundary);
        long previous = app.views(boundary - 2 * size, boundary - size);
        return new VerdictRecord(
                new VerdictKey(key.tenant(), app.app(), key.host()),
                boundary - size,
                boundary,
                decision,
                app.status().previousVerdict(),
                changed,
                new ViewCounts(rum.views(), rum.errorViews(), rum.lcpSamples(), previous),
                Vitals.of(vital -> p75(vital, vitals, rum)),
                new CheckCounts(
                        checks.samples(),
                        checks.failures(),
                        recentChecks.samples(),
                        recentChecks.failures(),
                        decision.byRecentChecks() ? rules.recentChecksMillis() : size),
                IncidentCounter.collapseAt(app, boundary),
                incident);
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
