package io.convergence.jobs.connect;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.flink.intake.Arrival;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what is read: {@code records} in all, {@code heartbeats}, and {@code rejected} for each {@code reason}. */
final class ArrivalCounters {
    private final MetricGroup group;
    private final Counter records;
    private final Counter heartbeats;
    private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);

    ArrivalCounters(MetricGroup group) {
        this.group = group;
        this.records = group.counter("records");
        this.heartbeats = group.counter("heartbeats");
    }

    void count(Arrival<?> arrival) {
        records.inc();
        DeadLetter letter = arrival.deadLetter();
        if (letter != null) {
            rejected.computeIfAbsent(letter.reason(), this::register).inc();
        } else if (arrival.value() == null) {
            heartbeats.inc();
        }
    }

    private Counter register(RejectReason reason) {
        return group.addGroup("reason", reason.label()).counter("rejected");
    }
}
