package io.convergence.flink.slo;

import io.convergence.core.slo.book.DefinitionLog;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of {@link DefinitionOperator} in the scope {@code slo}: {@code definition_updates};
 * {@code definitions_held}, the number of objectives in force; {@code definitions_refused}, the number of documents whose
 * newest version is invalid.
 */
final class DefinitionMetrics {
    private final Counter updates;
    private volatile int objectives;
    private volatile int invalidDocuments;

    /** Metrics of an operator. */
    DefinitionMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("slo");
        updates = group.counter("definition_updates");
        group.gauge("definitions_held", () -> objectives);
        group.gauge("definitions_refused", () -> invalidDocuments);
    }

    /** Counts an update of an objective. */
    void updated() {
        updates.inc();
    }

    /** Publishes the numbers of a log. */
    void publish(DefinitionLog log) {
        objectives = log.objectives();
        invalidDocuments = log.wrongDocuments();
    }
}
