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
 * Counts what is said: {@code signals} by {@code kind} and {@code status}, re-assertions among them, and
 * {@code no_data_freezes}. All series are there from the start.
 */
public final class SignalCounters {
    private final Map<SignalKind, Map<SignalStatus, Counter>> signals = new EnumMap<>(SignalKind.class);
    private final Counter freezes;

    /** Counters of the kinds that an operator can say. */
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

    /** Counts a signal; the end of a state is none. */
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
