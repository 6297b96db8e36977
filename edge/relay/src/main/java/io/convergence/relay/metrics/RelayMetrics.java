package io.convergence.relay.metrics;

import io.convergence.http.HttpMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Metrics of the relay. Thread-safe. Labels name receivers, never apps, hosts or objectives. */
public final class RelayMetrics {
    private static final String PREFIX = "convergence_relay_";
    private static final String RECEIVER = "receiver";

    /** Upper bounds of the buckets of delivery times, in seconds, inclusive. */
    private static final double[] SECONDS = {0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600};

    private final HttpMetrics http = new HttpMetrics(PREFIX, "endpoint");
    private final EventsMetrics events = new EventsMetrics(registry());
    private final Counter deliveries = Counter.builder()
            .name(PREFIX + "deliveries_total")
            .help("Notices by receiver and outcome: delivered, refused, failed (to be repeated) or skipped.")
            .labelNames(RECEIVER, "outcome")
            .register(registry());
    private final Counter reloads = Counter.builder()
            .name(PREFIX + "routes_reloads_total")
            .help("Changes of the file of routes, by whether they were taken over.")
            .labelNames("taken")
            .register(registry());
    private final Counter unreadable = Counter.builder()
            .name(PREFIX + "unreadable_records_total")
            .help("Records of the topic of signals that are not signals.")
            .register(registry());
    private final Counter unsaved = Counter.builder()
            .name(PREFIX + "unsaved_deliveries_total")
            .help("Writes of deliveries to the broker that failed; they are repeated.")
            .register(registry());
    private final Histogram seconds = Histogram.builder()
            .name(PREFIX + "delivery_seconds")
            .help("Time from the job's writing of a signal to its acceptance by a receiver.")
            .labelNames(RECEIVER)
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry());

    /** The metrics of the forwarding of events. */
    public EventsMetrics events() {
        return events;
    }

    /** The metrics of the HTTP server, whose registry also contains the metrics of this class. */
    public HttpMetrics http() {
        return http;
    }

    /** Registers the numbers that are read when metrics are asked for. */
    public void observe(BooleanSupplier isReady, LongSupplier lag, Supplier<List<ReceiverGauges>> receivers) {
        GaugeWithCallback.builder()
                .name(PREFIX + "ready")
                .help("Whether all assigned partitions have been read: 1 or 0.")
                .callback(gauge -> gauge.call(isReady.getAsBoolean() ? 1 : 0))
                .register(registry());
        GaugeWithCallback.builder()
                .name(PREFIX + "lag_records")
                .help("Signals in the topic that were not read yet.")
                .callback(gauge -> gauge.call((double) lag.getAsLong()))
                .register(registry());
        perReceiver("firing", "Signals that a receiver has as firing.", receivers, ReceiverGauges::firing);
        perReceiver("pending", "Notices that wait for a receiver.", receivers, ReceiverGauges::pending);
        perReceiver(
                "oldest_pending_seconds",
                "How long the oldest notice has waited for a receiver; 0 without any.",
                receivers,
                numbers -> numbers.oldestPendingMillis() / 1_000.0);
    }

    /** Counts notices of a receiver by outcome. */
    public void countDeliveries(String receiver, String outcome, int count) {
        deliveries.labelValues(receiver, outcome).inc(count);
    }

    /** Records the time from the writing of a signal to its acceptance. */
    public void observeDelivery(String receiver, long millis) {
        seconds.labelValues(receiver).observe(millis / 1_000.0);
    }

    /** Counts a change of the file of routes, which was taken over or not. */
    public void countReload(boolean taken) {
        reloads.labelValues(String.valueOf(taken)).inc();
    }

    /** Counts a record that is not a signal. */
    public void countUnreadable() {
        unreadable.inc();
    }

    /** Counts a write of a delivery that failed. */
    public void countUnsaved() {
        unsaved.inc();
    }

    private void perReceiver(
            String name,
            String help,
            Supplier<List<ReceiverGauges>> receivers,
            ToDoubleFunction<ReceiverGauges> value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .labelNames(RECEIVER)
                .callback(gauge -> receivers.get().forEach(one -> gauge.call(value.applyAsDouble(one), one.receiver())))
                .register(registry());
    }

    private PrometheusRegistry registry() {
        return http.registry();
    }
}
