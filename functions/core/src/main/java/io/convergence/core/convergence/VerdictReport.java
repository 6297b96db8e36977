package io.convergence.core.convergence;

import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.HostKey;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a decision up as a verdict record.
 *
 * @param rules what decided
 */
record VerdictReport(HostRules rules) {
    /** The vitals that a verdict reports; the others need not be remembered for it. */
    static final EnumSet<Vital> VITALS = EnumSet.of(Vital.LCP, Vital.TTFB, Vital.INP, Vital.CLS);

    VerdictRecord report(
            HostKey key,
            AppWindow app,
            HostMemory memory,
            long boundary,
            RumCounts rum,
            SyntheticCounts synthetic,
            Decision decision,
            boolean changed) {
        long size = rules.window().sizeMillis();
        VitalHistograms vitals = new VitalsWindow(rules.window()).advance(app, memory, boundary);
        return new VerdictRecord(
                key.tenant(),
                app.app(),
                key.host(),
                boundary - size,
                boundary,
                decision.verdict(),
                app.status().previousVerdict(),
                decision.rumDegraded(),
                decision.syntheticDegraded(),
                rum.views(),
                rum.errorViews(),
                rum.lcpSamples(),
                p75Lcp(vitals, rum),
                vitals.p75(Vital.TTFB),
                vitals.p75(Vital.INP),
                vitals.p75(Vital.CLS),
                synthetic.samples(),
                synthetic.failures(),
                decision.rumData(),
                decision.syntheticData(),
                decision.trust(),
                app.views(boundary - 2 * size, boundary - size),
                changed);
    }

    private @Nullable Double p75Lcp(VitalHistograms vitals, RumCounts rum) {
        Double estimate = vitals.p75(Vital.LCP);
        return estimate == null
                ? null
                : Double.valueOf(rules.convergence()
                        .onTheRightSide(estimate, ConvergenceRule.p75Reaches(rum.lcpSamples(), rum.lcpBelow())));
    }
}
