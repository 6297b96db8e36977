package io.convergence.gateway.metrics;

import io.convergence.core.ingest.RejectReason;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything the gateway counts. Thread-safe. */
public final class GatewayMetrics {
    /** The tenant of what names none that is known. */
    public static final String NO_TENANT = "-";

    private static final String PREFIX = "convergence_gateway_";

    private final Tally<Owner> accepted = new Tally<>();
    private final Tally<Owner> duplicates = new Tally<>();
    private final Tally<Reject> rejected = new Tally<>();
    private final Tally<Answered> answered = new Tally<>();
    private final Tally<Boolean> reloads = new Tally<>();
    private final Tally<Boolean> heartbeats = new Tally<>();
    private final Tally<String> connections = new Tally<>();
    private final AtomicLong open = new AtomicLong();
    private final LongAdder faults = new LongAdder();
    private final Latencies publishing = new Latencies();

    /** Of which all are zero. */
    public GatewayMetrics() {}

    /**
     * Whose something is.
     *
     * @param tenant out of the registry
     * @param plane kind of monitoring
     */
    public record Owner(String tenant, Plane plane) {}

    /**
     * A refusal as it is counted.
     *
     * @param tenant out of the registry, or {@link #NO_TENANT}
     * @param plane kind of monitoring
     * @param reason why
     */
    public record Reject(String tenant, Plane plane, RejectReason reason) {
        /** Of a tenant that may be unknown. */
        public static Reject of(@Nullable String tenant, Plane plane, RejectReason reason) {
            return new Reject(tenant == null ? NO_TENANT : tenant, plane, reason);
        }
    }

    /**
     * An answer as it is counted.
     *
     * @param plane kind of monitoring
     * @param status of HTTP
     */
    public record Answered(Plane plane, int status) {}

    /** Records that were published and acknowledged. */
    public void accepted(Owner owner, int count) {
        accepted.add(owner, count);
    }

    /** A beacon whose id was published before. */
    public void duplicate(Owner owner) {
        duplicates.add(owner);
    }

    /** A refusal. */
    public void rejected(Reject reject) {
        rejected.add(reject);
    }

    /** Refusals so far. */
    public Tally<Reject> rejects() {
        return rejected;
    }

    /** An answer that was sent. */
    public void answered(Plane plane, int status) {
        answered.add(new Answered(plane, status));
    }

    /** A change of the registry's file, taken or not. */
    public void reloaded(boolean taken) {
        reloads.add(taken);
    }

    /** A heartbeat of one partition, acknowledged or not. */
    public void heartbeat(boolean acknowledged) {
        heartbeats.add(acknowledged);
    }

    /** A connection that was closed for the cause, one of a few words. */
    public void closed(String cause) {
        connections.add(cause);
    }

    /** Connections that are open. */
    public AtomicLong open() {
        return open;
    }

    /** A fault of the gateway itself. */
    public void fault() {
        faults.increment();
    }

    /** How long acknowledgements took. */
    public Latencies publishing() {
        return publishing;
    }

    /**
     * All of it as Prometheus reads it.
     *
     * @param ready whether the broker answers
     * @param bufferedBytes bytes that wait for the broker
     */
    public String text(boolean ready, DoubleSupplier bufferedBytes) {
        PrometheusText text = new PrometheusText();
        write(text, "accepted_total", "Records that the broker acknowledged.", accepted, GatewayMetrics::labels);
        write(text, "duplicates_total", "Beacons whose id had been published.", duplicates, GatewayMetrics::labels);
        write(text, "rejected_total", "Refusals by tenant and reason.", rejected, GatewayMetrics::labels);
        write(text, "responses_total", "Answers by status.", answered, GatewayMetrics::labels);
        write(text, "registry_reloads_total", "Changes of the registry.", reloads, taken -> "taken=\"" + taken + "\"");
        write(text, "heartbeats_total", "Heartbeats.", heartbeats, acked -> "acknowledged=\"" + acked + "\"");
        write(text, "connections_closed_total", "Closed early.", connections, cause -> "cause=\"" + cause + "\"");
        gauge(text, "connections", "Open connections.", (double) open.get());
        gauge(text, "ready", "Whether the broker answers.", ready ? 1 : 0);
        gauge(text, "buffered_bytes", "Bytes of records that wait for the broker.", bufferedBytes.getAsDouble());
        text.family(PREFIX + "faults_total", "counter", "Faults of the gateway itself.");
        text.sample(PREFIX + "faults_total", "", faults.sum());
        publishing.write(text, PREFIX + "publish_seconds", "From receipt to the broker's acknowledgement.");
        return text.toString();
    }

    private static void gauge(PrometheusText text, String name, String help, double value) {
        text.family(PREFIX + name, "gauge", help);
        text.sample(PREFIX + name, "", value);
    }

    private static <K> void write(
            PrometheusText text, String name, String help, Tally<K> tally, Function<K, String> labels) {
        text.family(PREFIX + name, "counter", help);
        tally.counts().entrySet().stream()
                .sorted(Comparator.comparing(entry -> labels.apply(entry.getKey())))
                .forEach(entry -> text.sample(
                        PREFIX + name,
                        labels.apply(entry.getKey()),
                        entry.getValue().sum()));
    }

    private static String labels(Owner owner) {
        return "tenant=\"" + owner.tenant() + "\",plane=\"" + owner.plane().label() + "\"";
    }

    private static String labels(Reject reject) {
        return "tenant=\"" + reject.tenant() + "\",plane=\"" + reject.plane().label() + "\",reason=\""
                + reject.reason().label() + "\"";
    }

    private static String labels(Answered answer) {
        return "plane=\"" + answer.plane().label() + "\",status=\"" + answer.status() + "\"";
    }
}
