package io.convergence.query.metrics;

import io.convergence.http.HttpMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Metrics of the query service. Thread-safe. Labels never name an app, a host, a page, an objective or a token. */
public final class QueryMetrics {
    private static final String PREFIX = "convergence_query_";

    /** Upper bounds of the buckets of times, in seconds, inclusive. */
    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final HttpMetrics http = new HttpMetrics(PREFIX, "route");
    private final Histogram requests = Histogram.builder()
            .name(PREFIX + "request_seconds")
            .help("Time from the headers of a request to its answer.")
            .labelNames("route")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry());
    private final Histogram statements = Histogram.builder()
            .name(PREFIX + "statement_seconds")
            .help("Time of a database statement.")
            .labelNames("statement")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry());
    private final Counter denied = Counter.builder()
            .name(PREFIX + "denied_total")
            .help("Requests that were denied, by reason: token, role, tenant, cross-site or rate.")
            .labelNames("reason")
            .register(registry());

    private final Counter writes = Counter.builder()
            .name(PREFIX + "writes_total")
            .help(
                    "Requests to change objectives and DSNs, by outcome: written, unchanged, replayed, refused or failed.")
            .labelNames("outcome")
            .register(registry());
    private final Counter streamRows = Counter.builder()
            .name(PREFIX + "stream_rows_total")
            .help("Changed rows that were given to event streams, counted once for all streams of a tenant.")
            .register(registry());

    private final Histogram recordingReads = Histogram.builder()
            .name(PREFIX + "replay_read_seconds")
            .help("Time to read the object of a segment of a recording.")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry());

    private final SymbolMetrics symbols = new SymbolMetrics(registry());

    /** The metrics of symbol files. */
    public SymbolMetrics symbols() {
        return symbols;
    }

    /** The metrics of the HTTP server, whose registry also contains the metrics of this class. */
    public HttpMetrics http() {
        return http;
    }

    /** Registers the numbers that are read when metrics are asked for. */
    public void observe(BooleanSupplier isReady, DoubleSupplier busyConnections) {
        gauge("ready", "Whether the database answers: 1 or 0.", () -> isReady.getAsBoolean() ? 1 : 0);
        gauge("connections_busy", "Database connections in use.", busyConnections);
    }

    /** Registers a number that is read when metrics are asked for. */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry());
    }

    /** Registers a number of each tenant that is read when metrics are asked for. */
    public void gaugeByTenant(String name, String help, Supplier<Map<String, Double>> values) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .labelNames("tenant")
                .callback(gauge -> values.get().forEach((tenant, value) -> gauge.call(value, tenant)))
                .register(registry());
    }

    /** Counts changed rows that event streams send. */
    public void countStreamRows(int rows) {
        streamRows.inc(rows);
    }

    /** Records the time of a request. */
    public void observeRequest(String route, long nanos) {
        requests.labelValues(route).observe(nanos / 1e9);
    }

    /** Records the time of a database statement. */
    public void observeStatement(String statement, long nanos) {
        statements.labelValues(statement).observe(nanos / 1e9);
    }

    /** Records the time to read the object of a segment of a recording. */
    public void observeRecordingRead(long nanos) {
        recordingReads.observe(nanos / 1e9);
    }

    /** Counts a request that was denied. */
    public void countDenied(String reason) {
        denied.labelValues(reason).inc();
    }

    /**
     * Counts a request to change objectives or DSNs.
     *
     * @param outcome {@code written}, {@code unchanged}, {@code replayed}, {@code refused} or {@code failed}
     */
    public void countWrite(String outcome) {
        writes.labelValues(outcome).inc();
    }

    private PrometheusRegistry registry() {
        return http.registry();
    }
}
