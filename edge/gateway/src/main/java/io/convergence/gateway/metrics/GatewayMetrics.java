package io.convergence.gateway.metrics;

import io.convergence.core.ingest.RejectReason;
import io.convergence.http.HttpMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Metrics of the gateway. Thread-safe. */
public final class GatewayMetrics {
    /** Value of the label {@code tenant} for requests whose tenant is unknown. */
    public static final String NO_TENANT = "-";

    private static final String PREFIX = "convergence_gateway_";
    private static final String TENANT = "tenant";
    private static final String PLANE = "plane";
    private static final String REASON = "reason";

    /** Upper bounds of the buckets of publish times, in seconds, inclusive. */
    private static final double[] PUBLISH_SECONDS = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0
    };

    private final HttpMetrics http = new HttpMetrics(PREFIX, PLANE);
    private final Counter accepted = counter("accepted_total", "Records that the broker acknowledged.", TENANT, PLANE);
    private final Counter duplicates =
            counter("duplicates_total", "Beacons whose id was published before.", TENANT, PLANE);
    private final Counter rejected =
            counter("rejected_total", "Refused requests by tenant and reason.", TENANT, PLANE, REASON);
    private final Counter reloads = counter(
            "registry_reloads_total", "Changes of the registry file, by whether they were taken over.", "taken");
    private final Counter heartbeats =
            counter("heartbeats_total", "Heartbeats, by whether the broker acknowledged them.", "acknowledged");
    private final Counter locations = counter(
            "locations_total",
            "Requests of events by the kind of the client's address and whether its place was found.",
            TENANT,
            "address",
            "located");
    private final Counter unmapped = counter(
            "events_unmapped_total",
            "Elements of a kind that a wire format has and events have not, by format; they are dropped.",
            "format");
    private final RecordingMetrics recordings = new RecordingMetrics(PREFIX, registry());
    private final DsnMetrics dsns = new DsnMetrics(PREFIX, registry());
    private final AtomicReference<@Nullable Double> clockAheadSeconds = new AtomicReference<>();
    private final Histogram publishSeconds = Histogram.builder()
            .name(PREFIX + "publish_seconds")
            .help("Time from the decision to publish a beacon to the broker's acknowledgement.")
            .classicOnly()
            .classicUpperBounds(PUBLISH_SECONDS)
            .register(registry());

    /**
     * Creates and registers the metrics.
     *
     * @param isReady whether the broker answers
     * @param bufferedBytes bytes of records that wait for the broker
     */
    public GatewayMetrics(BooleanSupplier isReady, DoubleSupplier bufferedBytes) {
        gauge("ready", "Whether the broker answers: 1 or 0.", () -> isReady.getAsBoolean() ? 1 : 0);
        gauge("buffered_bytes", "Bytes of records that wait for the broker.", bufferedBytes);
        GaugeWithCallback.builder()
                .name(PREFIX + "clock_ahead_seconds")
                .help("Time by which the gateway's clock is at least ahead of the broker's; absent until it is known.")
                .callback(gauge -> {
                    Double seconds = clockAheadSeconds.get();
                    if (seconds != null) {
                        gauge.call(seconds);
                    }
                })
                .register(registry());
    }

    /**
     * Labels of a count of refused requests.
     *
     * @param tenant tenant of the registry, or {@link #NO_TENANT}
     * @param plane kind of monitoring data
     * @param reason label of the reason
     */
    public record RejectLabels(String tenant, String plane, String reason) {}

    /** The metrics of the HTTP servers, whose registry also contains the metrics of this class. */
    public HttpMetrics http() {
        return http;
    }

    /** Registers whether the store of recordings keeps the gateway from being ready. */
    public void observeRecordings(BooleanSupplier isReady) {
        gauge(
                "replay_ready",
                "Whether the store of recordings can be used, or the gateway does not wait for it: 1 or 0.",
                () -> isReady.getAsBoolean() ? 1 : 0);
    }

    /** The metrics of recordings of sessions. */
    public RecordingMetrics recordings() {
        return recordings;
    }

    /** The metrics of DSNs. */
    public DsnMetrics dsns() {
        return dsns;
    }

    /** Counts records that the broker acknowledged. */
    public void countAccepted(String tenant, Plane plane, int count) {
        accepted.labelValues(tenant, plane.label()).inc(count);
    }

    /** Counts a beacon whose id was published before. */
    public void countDuplicate(String tenant, Plane plane) {
        duplicates.labelValues(tenant, plane.label()).inc();
    }

    /** Counts refused requests, or results of them, of a tenant, null when the tenant is unknown. */
    public void countRejected(@Nullable String tenant, Plane plane, RejectReason reason, int count) {
        rejected.labelValues(tenant == null ? NO_TENANT : tenant, plane.label(), reason.label())
                .inc(count);
    }

    /**
     * Counts a request of events.
     *
     * @param address kind of the client's address
     * @param located {@code success}, {@code failure}, or {@code nil} when it was not looked up
     */
    public void countLocation(String tenant, String address, String located) {
        locations.labelValues(tenant, address, located).inc();
    }

    /** Counts elements of a kind that a wire format has and events have not. */
    public void countUnmapped(String format, int count) {
        unmapped.labelValues(format).inc(count);
    }

    /** The number of refused requests since the start, by their labels. */
    public Map<RejectLabels, Long> rejects() {
        Map<RejectLabels, Long> counts = new HashMap<>();
        for (CounterDataPointSnapshot point : rejected.collect().getDataPoints()) {
            Labels labels = point.getLabels();
            counts.put(new RejectLabels(labels.get(TENANT), labels.get(PLANE), labels.get(REASON)), (long)
                    point.getValue());
        }
        return counts;
    }

    /** Counts a change of the registry file, which was taken over or not. */
    public void countReload(boolean taken) {
        reloads.labelValues(String.valueOf(taken)).inc();
    }

    /** Counts a heartbeat of one partition, which was acknowledged or not. */
    public void countHeartbeat(boolean acknowledged) {
        heartbeats.labelValues(String.valueOf(acknowledged)).inc();
    }

    /** Records the publish time of one beacon in nanoseconds. */
    public void observePublish(long nanos) {
        publishSeconds.observe((double) nanos / TimeUnit.SECONDS.toNanos(1));
    }

    /**
     * Sets the time by which the gateway's clock is ahead of the broker's, in milliseconds; negative when it is behind.
     */
    public void setClockAhead(long millis) {
        clockAheadSeconds.set((double) millis / TimeUnit.SECONDS.toMillis(1));
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(PREFIX + name)
                .help(help)
                .labelNames(labels)
                .register(registry());
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry());
    }

    private PrometheusRegistry registry() {
        return http.registry();
    }
}
