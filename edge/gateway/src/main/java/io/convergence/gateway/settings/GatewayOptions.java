package io.convergence.gateway.settings;

import io.convergence.core.settings.Option;
import java.time.Duration;
import java.util.List;

/** Every option of the gateway; any other {@code kafka.*} key is handed to the Kafka producer without the prefix. */
public final class GatewayOptions {
    static final Option SERVER_HOST =
            Option.text("server.host", "127.0.0.1", "Address that ingest listens on; 0.0.0.0 is every interface.");
    static final Option SERVER_PORT = Option.number("server.port", 8090, "Port that ingest listens on; 0 picks one.");
    static final Option EVENT_LOOPS =
            Option.number("server.event-loops", 0, "Threads that serve connections; 0 is one for each core.");
    static final Option MAX_CONNECTIONS = Option.number(
            "server.max-connections", 10_000, "Connections that are open at once; one more is closed unanswered.");
    static final Option MAX_HEADER_BYTES = Option.number(
            "server.max-header-bytes", 8_192, "Most bytes of all headers of a request; more is answered with 431.");
    static final Option MAX_LINE_BYTES =
            Option.number("server.max-line-bytes", 4_096, "Most bytes of the request line; more is answered with 414.");
    static final Option HEADER_TIMEOUT = Option.duration(
            "server.header-timeout",
            Duration.ofSeconds(10),
            "How long a connection may take from its opening to the end of its first headers.");
    static final Option BODY_TIMEOUT = Option.duration(
            "server.body-timeout",
            Duration.ofSeconds(10),
            "How long a body may take from the end of its headers; longer is answered with 408.");
    static final Option IDLE_TIMEOUT = Option.duration(
            "server.idle-timeout",
            Duration.ofSeconds(60),
            "How long a connection is kept between an answer and the end of the next headers.");
    static final Option SHUTDOWN_TIMEOUT = Option.duration(
            "server.shutdown-timeout",
            Duration.ofSeconds(15),
            "How long a stop waits for requests that were accepted to be published and answered.");
    static final Option MANAGEMENT_HOST = Option.text(
            "management.host", "127.0.0.1", "Address that /health, /ready and /metrics listen on; never a public one.");
    static final Option MANAGEMENT_PORT =
            Option.number("management.port", 8091, "Port that /health, /ready and /metrics listen on; 0 picks one.");
    static final Option REGISTRY_FILE = Option.text(
            "registry.file",
            "conf/apps.yaml",
            "File of the apps and tokens that may post; read again when it changes.");
    static final Option REGISTRY_POLL_INTERVAL = Option.duration(
            "registry.poll-interval", Duration.ofSeconds(5), "How often the file of apps is looked at for a change.");
    static final Option RUM_ENABLED =
            Option.flag("rum.enabled", true, "Whether beacons are taken; false answers them with 503.");
    static final Option RUM_RATE = Option.number(
            "rum.rate-per-minute",
            300,
            "Beacons a minute that a key without a rate of its own may post to one gateway; 0 is any number.");
    static final Option DEDUPLICATION_WINDOW = Option.duration(
            "rum.deduplication-window",
            Duration.ofMinutes(10),
            "How long an id of a beacon is remembered after it was published.");
    static final Option DEDUPLICATION_ENTRIES = Option.number(
            "rum.deduplication-entries",
            200_000,
            "Ids of beacons that are remembered at most, about 250 bytes each; the least used go first.");
    static final Option SYNTHETIC_ENABLED =
            Option.flag("synthetic.enabled", true, "Whether synthetic results are taken; false answers them with 503.");
    static final Option SYNTHETIC_MAX_AGE = Option.duration(
            "synthetic.max-age",
            Duration.ofMinutes(15),
            "A synthetic result that was started longer than this before it was received is refused as stale.");
    static final Option SYNTHETIC_BUFFER = Option.number(
            "synthetic.buffer-bytes",
            64L << 20,
            "Bytes of bodies of synthetic results that are held at once over all connections; more is answered with 503.");
    static final Option TOPIC_BEACONS = Option.text("topics.beacons", "rum.beacons", "Topic of beacons.");
    static final Option TOPIC_SYNTHETIC =
            Option.text("topics.synthetic", "synthetic.results", "Topic of synthetic results.");
    static final Option TOPIC_REJECTS =
            Option.text("topics.rejects", "ingest.rejects", "Topic of counts of what was refused.");
    static final Option REJECTS_INTERVAL = Option.duration(
            "rejects.interval", Duration.ofSeconds(10), "How often counts of what was refused are published.");
    static final Option HEARTBEAT_INTERVAL = Option.duration(
            "heartbeat.interval",
            Duration.ofSeconds(1),
            "How often every partition of both input topics is told how far time has come; also probes the broker.");
    static final Option PUBLISH_TIMEOUT = Option.duration(
            "publish.timeout",
            Duration.ofSeconds(4),
            "How long a record may take to be acknowledged; shorter than the job's time.out-of-orderness, so that what "
                    + "is accepted is never late.");
    static final Option PUBLISH_LINGER = Option.duration(
            "publish.linger", Duration.ofMillis(2), "How long a record waits for others to share a batch.");
    static final Option PUBLISH_BUFFER = Option.number(
            "publish.buffer-bytes",
            32L << 20,
            "Bytes of records that wait for the broker at once; more is answered with 503.");
    static final Option BOOTSTRAP_SERVERS = Option.required(
            "kafka.bootstrap.servers", "Brokers to begin with, host:port separated by commas; required.");

    private GatewayOptions() {}

    /** Every option, in the order of the configuration file. */
    public static List<Option> all() {
        return List.of(
                SERVER_HOST,
                SERVER_PORT,
                EVENT_LOOPS,
                MAX_CONNECTIONS,
                MAX_HEADER_BYTES,
                MAX_LINE_BYTES,
                HEADER_TIMEOUT,
                BODY_TIMEOUT,
                IDLE_TIMEOUT,
                SHUTDOWN_TIMEOUT,
                MANAGEMENT_HOST,
                MANAGEMENT_PORT,
                REGISTRY_FILE,
                REGISTRY_POLL_INTERVAL,
                RUM_ENABLED,
                RUM_RATE,
                DEDUPLICATION_WINDOW,
                DEDUPLICATION_ENTRIES,
                SYNTHETIC_ENABLED,
                SYNTHETIC_MAX_AGE,
                SYNTHETIC_BUFFER,
                TOPIC_BEACONS,
                TOPIC_SYNTHETIC,
                TOPIC_REJECTS,
                REJECTS_INTERVAL,
                HEARTBEAT_INTERVAL,
                PUBLISH_TIMEOUT,
                PUBLISH_LINGER,
                PUBLISH_BUFFER,
                BOOTSTRAP_SERVERS);
    }
}
