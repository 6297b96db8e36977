package io.convergence.core.convergence;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import java.io.Serializable;

/**
 * Applies a changed LCP threshold to restored state. The LCP of a view is compared with the threshold on arrival, and only
 * histograms of it are kept, so after the change values within 1 % of the new threshold may be on its wrong side until
 * their slice leaves the window. All other thresholds are compared with counts that do not depend on them.
 *
 * @param rules rules of the host, with the current threshold
 */
public record ThresholdChange(HostRules rules) implements Serializable {

    /** Recomputes the counts of a host with the current threshold, unless they were computed with it. */
    public void apply(HostWindow host, HostMemory memory) {
        double threshold = rules.convergence().thresholds().lcpP75Millis();
        if (host.lcpThresholdMillis() == threshold) {
            return;
        }
        for (AppWindow app : host.apps().values()) {
            for (int slice = 0; slice < app.rum().size(); slice++) {
                VitalHistograms vitals = memory.sliceVitals(app.app(), app.rum().startAt(slice));
                // A slice without vitals has no LCP value or has left the window.
                if (vitals != null) {
                    app.lcpBelow(rules.window(), slice, (int) vitals.countBelow(Vital.LCP, threshold));
                }
            }
        }
        host.lateViews().replaceAll(late -> late.comparedWith(threshold));
        host.lcpThresholdMillis(threshold);
    }
}
