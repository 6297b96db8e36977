package io.convergence.gateway.synthetic;

import io.convergence.core.synthetic.SyntheticResult;
import java.util.List;

/**
 * Results of an accepted report.
 *
 * @param results results to publish, at least one
 * @param stale number of further results of the same run that are too old to be published
 */
public record AcceptedReport(List<SyntheticResult> results, int stale) {
    public AcceptedReport {
        results = List.copyOf(results);
    }
}
