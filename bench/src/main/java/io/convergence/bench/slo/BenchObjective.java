package io.convergence.bench.slo;

import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import java.util.List;

/** The measured objective: availability per host, with the alert tiers of the SRE workbook. */
final class BenchObjective {
    private static final String TEXT = """
            apiVersion: openslo/v1
            kind: Service
            metadata: {name: storefront}
            spec: {description: The shop.}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: available}
            spec:
              service: storefront
              indicator:
                metadata: {name: views}
                spec:
                  ratioMetric:
                    counter: true
                    total: {metricSource: {type: convergence, spec: {source: rum, groupBy: [host]}}}
                    good: {metricSource: {type: convergence, spec: {source: rum, good: {ok: true}}}}
              timeWindow: [{duration: %dd, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.97}]
            """;

    private BenchObjective() {}

    /** The start of a job with the objective over a rolling period; tiers with longer windows are left out. */
    static SloStart over(int periodDays) {
        OpenSlo read = OpenSlo.read(List.of(new SourceText("bench", "acme", TEXT.formatted(periodDays))));
        if (read.definitions().size() != 1) {
            throw new IllegalStateException("the objective is wrong: " + read.problems());
        }
        SloDefinition definition = read.definitions().get(0);
        return new SloStart(
                List.of(new SloUpdate(definition.tenant(), definition.name(), Long.MIN_VALUE, 0, definition)),
                List.of(),
                0,
                0);
    }
}
