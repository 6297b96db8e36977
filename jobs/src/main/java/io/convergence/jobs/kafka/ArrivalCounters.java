package io.convergence.jobs.kafka;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.flink.intake.Arrival;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters of an input topic, in the scope {@code intake} under the label {@code plane}: all {@code records}, the
 * {@code heartbeats} among them, and those {@code rejected} for each {@code reason}. All series exist from the start, so
 * that the first rejection of a reason is an increase from 0.
 */
final class ArrivalCounters {
    private final Counter records;
    private final Counter heartbeats;
    private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);

    ArrivalCounters(MetricGroup source, String plane) {
        MetricGroup group = source.addGroup("intake").addGroup("plane", plane);
        records = group.counter("records");
        heartbeats = group.counter("heartbeats");
        for (RejectReason reason : RejectReason.values()) {
            rejected.put(reason, group.addGroup("reason", reason.label()).counter("rejected"));
        }
    }

    void count(Arrival<?> arrival) {
        records.inc();
        DeadLetter letter = arrival.deadLetter();
        if (letter == null) {
            if (arrival.value() == null) {
                heartbeats.inc();
            }
            return;
        }
        Counter counter = rejected.get(letter.reason());
        if (counter != null) {
            counter.inc();
        }
    }
}
