package io.convergence.core.slo.evaluate;

import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.result.SloReport;
import io.convergence.core.slo.result.SloSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * What a boundary brings.
 *
 * @param snapshots restated ones first, ascending
 * @param signals what is said, and ends
 * @param reports of spans that are final now
 */
public record GroupOutcome(List<SloSnapshot> snapshots, List<SignalUpdate> signals, List<SloReport> reports) {

    /** Nothing yet. */
    static GroupOutcome empty() {
        return new GroupOutcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
}
