package io.convergence.core.convergence;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import java.io.Serializable;

/**
 * Lets a host that was remembered under another threshold of LCP be judged by the present one at once. Views were
 * compared when they came; what remains of them are histograms, so values within 1 % of the present threshold may count
 * on its wrong side until their slice leaves the window. Every other threshold is compared with sums that do not depend
 * on it.
 *
 * @param rules what decides
 */
public record ThresholdChange(HostRules rules) implements Serializable {

    /** Compares what is remembered of a host with the present threshold, unless that was done. */
    public void apply(HostWindow host, HostMemory memory) {
        double threshold = rules.convergence().thresholds().lcpP75Millis();
        if (host.lcpThresholdMillis() == threshold) {
            return;
        }
        for (AppWindow app : host.apps().values()) {
            for (int slice = 0; slice < app.rum().size(); slice++) {
                VitalHistograms vitals = memory.sliceVitals(app.app(), app.rum().startAt(slice));
                // A slice without vitals holds no LCP, or has left the window.
                if (vitals != null) {
                    app.lcpBelow(rules.window(), slice, (int) vitals.countBelow(Vital.LCP, threshold));
                }
            }
        }
        host.lateViews().replaceAll(late -> late.comparedWith(threshold));
        host.lcpThresholdMillis(threshold);
    }
}
