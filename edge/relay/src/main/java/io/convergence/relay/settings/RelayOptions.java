package io.convergence.relay.settings;

import io.convergence.core.settings.Option;
import java.time.Duration;
import java.util.List;

/** Options of the relay. Other {@code kafka.*} keys are passed to the Kafka clients without that prefix. */
public final class RelayOptions {
    static final Option MANAGEMENT_HOST = Option.text(
            "management.host",
            "127.0.0.1",
            "Address that /health, /ready and /metrics listen on; it must not be public.");
    static final Option MANAGEMENT_PORT = Option.number(
            "management.port", 8095, "Port that /health, /ready and /metrics listen on; 0 means any free port.");
    static final Option ROUTES_FILE = Option.text(
            "routes.file", "conf/routes.yaml", "File of the receivers and routes; it is reloaded when it changes.");
    static final Option POLL_INTERVAL = Option.duration(
            "files.poll-interval",
            Duration.ofSeconds(5),
            "Interval between two checks of the file of routes for a change.");
    static final Option RESEND = Option.duration(
            "alertmanager.resend",
            Duration.ofMinutes(1),
            "Interval at which an alert that fires is sent to Alertmanager again.");
    static final Option EXPIRES = Option.duration(
            "alertmanager.expires",
            Duration.ofMinutes(10),
            "Time after which Alertmanager resolves an alert that is not sent again; at least twice alertmanager.resend.");
    static final Option BUNDLE = Option.duration(
            "chat.bundle",
            Duration.ofSeconds(5),
            "Time for which a signal to a chat receiver waits for others to share a message with.");
    static final Option SEND_TIMEOUT = Option.duration(
            "send.timeout",
            Duration.ofSeconds(10),
            "Maximum time from the start of a request to the end of its answer.");
    static final Option TOPIC_STATE = Option.text(
            "topics.signal-state", "signals.state", "Topic of the latest signal of each deduplication key.");
    static final Option TOPIC_DELIVERIES = Option.text(
            "topics.deliveries",
            "signals.deliveries",
            "Topic of the latest delivery of each receiver and deduplication key; it has as many partitions as "
                    + "topics.signal-state.");
    static final Option TOPIC_EVENTS = Option.text(
            "topics.events",
            "rum.events",
            "Topic of the events of the second plane, read for receivers of type events.");
    static final Option GROUP = Option.text(
            "relay.group",
            "convergence-relay",
            "Consumer group over which relays share the partitions of signals; those of a receiver of events are shared over "
                    + "this name with .events. and the name of the receiver.");
    static final Option BOOTSTRAP_SERVERS = Option.required(
            "kafka.bootstrap.servers", "Kafka brokers to connect to first, host:port separated by commas; required.");

    private RelayOptions() {}

    /** Every option in the order of the configuration file. */
    public static List<Option> all() {
        return List.of(
                MANAGEMENT_HOST,
                MANAGEMENT_PORT,
                ROUTES_FILE,
                POLL_INTERVAL,
                RESEND,
                EXPIRES,
                BUNDLE,
                SEND_TIMEOUT,
                TOPIC_STATE,
                TOPIC_DELIVERIES,
                TOPIC_EVENTS,
                GROUP,
                BOOTSTRAP_SERVERS);
    }
}
