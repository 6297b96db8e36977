package io.convergence.flink.metrics;

import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalUpdate;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of emitted signals: {@code signals} by {@code kind} and {@code status}, re-assertions included, and
 * {@code no_data_freezes}. All series are registered at once.
 */
public final class SignalCounters {
    private final Map<SignalKind, Map<SignalStatus, Counter>> signals = new EnumMap<>(SignalKind.class);
    private final Counter freezes;

    /** Metrics of the kinds of signals that an operator emits. */
    public SignalCounters(MetricGroup group, SignalKind... kinds) {
        for (SignalKind kind : kinds) {
            Map<SignalStatus, Counter> byStatus = new EnumMap<>(SignalStatus.class);
            for (SignalStatus status : SignalStatus.values()) {
                MetricGroup labelled = group.addGroup("kind", kind.label()).addGroup("status", status.label());
                byStatus.put(status, labelled.counter("signals"));
            }
            signals.put(kind, byStatus);
        }
        freezes = group.counter("no_data_freezes");
    }

    /** Counts a signal; a tombstone is not one. */
    public void count(SignalUpdate update) {
        Signal signal = update.signal();
        if (signal == null) {
            return;
        }
        Counter counter = signals.getOrDefault(signal.kind(), Map.of()).get(signal.status());
        if (counter != null) {
            counter.inc();
        }
        if (signal.reason() == SignalReason.NO_DATA_FREEZE) {
            freezes.inc();
        }
    }
}
