package io.convergence.flink.slo;

import io.convergence.core.slo.book.DefinitionLog;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What {@link DefinitionOperator} counts, in the scope {@code slo}: {@code definition_updates}; {@code definitions_held},
 * the objectives in force; {@code definitions_refused}, the documents that are wrong as they stand.
 */
final class DefinitionMetrics {
    private final Counter updates;
    private volatile int held;
    private volatile int refused;

    /** Counters of an operator. */
    DefinitionMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("slo");
        updates = group.counter("definition_updates");
        group.gauge("definitions_held", () -> held);
        group.gauge("definitions_refused", () -> refused);
    }

    /** An objective that begins to hold, or ends. */
    void updated() {
        updates.inc();
    }

    /** What a log holds now. */
    void hold(DefinitionLog log) {
        held = log.objectives();
        refused = log.wrongDocuments();
    }
}
