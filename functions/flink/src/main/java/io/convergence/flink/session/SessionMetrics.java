package io.convergence.flink.session;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters of sessions in the scope {@code sessions}: {@code opened}, {@code ended}, {@code event_duplicates},
 * {@code vitals_late} and {@code overflow} (events beyond the bound of a session).
 */
final class SessionMetrics {
    private final Counter opened;
    private final Counter ended;
    private final Counter duplicates;
    private final Counter lateVitals;
    private final Counter overflow;

    SessionMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("sessions");
        opened = group.counter("opened");
        ended = group.counter("ended");
        duplicates = group.counter("event_duplicates");
        lateVitals = group.counter("vitals_late");
        overflow = group.addGroup("what", "session-events").counter("overflow");
    }

    void opened() {
        opened.inc();
    }

    void ended() {
        ended.inc();
    }

    void duplicate() {
        duplicates.inc();
    }

    void lateVital() {
        lateVitals.inc();
    }

    void overflow() {
        overflow.inc();
    }
}
