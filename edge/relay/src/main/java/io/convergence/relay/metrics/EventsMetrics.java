package io.convergence.relay.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Metrics of the forwarding of events. Thread-safe. Labels name receivers, never tenants, apps, hosts or sessions. */
public final class EventsMetrics {
    private static final String PREFIX = "convergence_relay_events_";
    private static final String RECEIVER = "receiver";

    private final PrometheusRegistry registry;
    private final Counter events;

    EventsMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        this.events = Counter.builder()
                .name(PREFIX + "total")
                .help(
                        "Events by receiver and outcome: delivered, refused, too_large, unreadable, or failed (repeated).")
                .labelNames(RECEIVER, "outcome")
                .register(registry);
    }

    /** What became of an event. */
    public enum Outcome {
        DELIVERED,
        REFUSED,
        TOO_LARGE,
        UNREADABLE,
        FAILED
    }

    /** Registers the numbers that are read when metrics are asked for. */
    public void observe(Supplier<List<EventsGauges>> receivers) {
        GaugeWithCallback.builder()
                .name(PREFIX + "lag_records")
                .help("Records of the topic of events that were not read yet for a receiver.")
                .labelNames(RECEIVER)
                .callback(gauge -> receivers.get().forEach(one -> gauge.call((double) one.lag(), one.receiver())))
                .register(registry);
        GaugeWithCallback.builder()
                .name(PREFIX + "waiting_seconds")
                .help("How long a receiver has accepted no events although they are sent; 0 when it accepts.")
                .labelNames(RECEIVER)
                .callback(gauge ->
                        receivers.get().forEach(one -> gauge.call(one.waitingMillis() / 1_000.0, one.receiver())))
                .register(registry);
    }

    /** Starts the counters of a receiver, so that the first increase is visible. */
    public void start(String receiver) {
        for (Outcome outcome : Outcome.values()) {
            count(receiver, outcome, 0);
        }
    }

    /** Counts events. */
    public void count(String receiver, Outcome outcome, int number) {
        events.labelValues(receiver, outcome.name().toLowerCase(Locale.ROOT)).inc(number);
    }
}
