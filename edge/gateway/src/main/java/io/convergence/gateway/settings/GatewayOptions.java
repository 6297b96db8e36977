package io.convergence.gateway.settings;

import io.convergence.core.settings.Option;
import io.convergence.http.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Options of the gateway. Other {@code kafka.*} keys are passed to the Kafka producer without that prefix. */
public final class GatewayOptions {
    static final ServerOptions SERVER = ServerOptions.withPorts(8090, 8091);

    static final Option TRUSTED_PROXIES = Option.text(
            "server.trusted-proxies",
            "127.0.0.0/8,::1/128",
            "Addresses and ranges of proxies whose header names the client of events, separated by commas, or none.");
    static final Option CLIENT_HEADER = Option.text(
            "server.client-header",
            "X-Forwarded-For",
            "Header in which trusted proxies list the addresses that a request has passed.");
    static final Option REGISTRY_FILE = Option.text(
            "registry.file",
            "conf/apps.yaml",
            "File of the apps and tokens that may post; it is reloaded when it changes.");
    static final Option REGISTRY_POLL_INTERVAL = Option.duration(
            "registry.poll-interval",
            Duration.ofSeconds(5),
            "Interval between two checks of the registry file for a change.");
    static final Option RUM_ENABLED =
            Option.flag("rum.enabled", true, "Whether beacons are accepted; false answers them with 503.");
    static final Option RUM_RATE = Option.number(
            "rum.rate-per-minute",
            300,
            "Beacons a minute that one gateway accepts under a key without a rate of its own; 0 means no limit.");
    static final Option DEDUPLICATION_WINDOW = Option.duration(
            "rum.deduplication-window",
            Duration.ofMinutes(10),
            "How long the id of a published beacon is remembered, so that a second beacon with it is not published.");
    static final Option DEDUPLICATION_ENTRIES = Option.number(
            "rum.deduplication-entries",
            200_000,
            "Maximum number of remembered ids of about 250 bytes each; the least recently used ones are removed"
                    + " first.");
    static final Option SYNTHETIC_ENABLED = Option.flag(
            "synthetic.enabled", true, "Whether synthetic results are accepted; false answers them with 503.");
    static final Option SYNTHETIC_MAX_AGE = Option.duration(
            "synthetic.max-age",
            Duration.ofMinutes(15),
            "Maximum age of a synthetic result when it is received; older ones are refused as stale.");
    static final Option SYNTHETIC_BUFFER = Option.number(
            "synthetic.buffer-bytes",
            64L << 20,
            "Memory for bodies of synthetic results over all connections, in bytes; beyond it, requests are answered"
                    + " with 503.");
    static final Option EVENTS_ENABLED = Option.flag(
            "events.enabled",
            false,
            "Whether events of the second plane are accepted; false means that their paths answer 503.");
    static final Option EVENTS_FORMATS = Option.text(
            "events.formats",
            "native,nself",
            "Wire formats of events whose paths exist, of native, nself, datakit, ptrum, datadog and faro, separated by commas.");
    static final Option EVENTS_RATE = Option.number(
            "events.rate-per-minute",
            6000,
            "Events a minute that one gateway accepts under a DSN without a rate of its own; 0 means no limit.");
    static final Option EVENTS_CLIENT_RATE = Option.number(
            "events.client-rate",
            100,
            "Requests of events a second that one gateway accepts of a client address; 0 means no limit.");
    static final Option EVENTS_CLIENT_BURST = Option.number(
            "events.client-burst", 500, "Requests of events that one gateway accepts of a client address at once.");
    static final Option EVENTS_BUFFER = Option.number(
            "events.buffer-bytes",
            64L << 20,
            "Memory for bodies of events over all connections, in bytes; beyond it, requests are answered with 503.");
    static final Option EVENTS_GLOBAL_TAGS = Option.text(
            "events.global-tags", "none", "Tags of every event: key=value pairs separated by commas, or none.");
    static final Option EVENTS_DATAKIT_ENDPOINTS = Option.text(
            "events.datakit.endpoints", "/v1/write/rum", "Paths that receive DataKit's points, separated by commas.");
    static final Option CDN_MAP = Option.text(
            "cdn.map",
            "packaged",
            "JSON file with the domains of content delivery networks, [{\"domain\",\"name\"}], read again when it changes; "
                    + "packaged is the list in the program.");
    static final Option CDN_LOOKUP = Option.text(
            "cdn.lookup",
            "none",
            "Whether hosts of resources are looked up in the DNS for the network that their CNAME records lead to: none or "
                    + "dns. Clients name these hosts.");
    static final Option CDN_RESOLVER = Option.text(
            "cdn.resolver",
            "system",
            "Name server that cdn.lookup asks, an IP address and a port, or system for the first one of the machine.");
    static final Option GEO_CITY_FILE = Option.text(
            "geo.city-file",
            "none",
            "Database in MaxMind's format with the cities or countries of addresses, read again when it changes; or none.");
    static final Option GEO_ISP_FILE = Option.text(
            "geo.isp-file",
            "none",
            "Database in MaxMind's format with the service providers of addresses, read again when it changes; or none.");
    static final Option GEO_REMAP = Option.text(
            "geo.remap",
            "none",
            "Countries that count as a region of another one, such as TW:CN/Taiwan, separated by commas, or none.");
    static final Option TOPIC_BEACONS = Option.text("topics.beacons", "rum.beacons", "Topic of beacons.");
    static final Option TOPIC_SYNTHETIC =
            Option.text("topics.synthetic", "synthetic.results", "Topic of synthetic results.");
    static final Option TOPIC_EVENTS =
            Option.text("topics.events", "rum.events", "Topic of events of the second plane.");
    static final Option TOPIC_DSNS = Option.text(
            "topics.dsns",
            "rum.dsns",
            "Compacted topic of DSNs that were created over the API; it is read while events.enabled is true.");
    static final Option TOPIC_REJECTS =
            Option.text("topics.rejects", "ingest.rejects", "Topic of the numbers of refused requests.");
    static final Option REJECTS_INTERVAL = Option.duration(
            "rejects.interval",
            Duration.ofSeconds(10),
            "Interval at which the numbers of refused requests are published.");
    static final Option HEARTBEAT_INTERVAL = Option.duration(
            "heartbeat.interval",
            Duration.ofSeconds(1),
            "Interval of the heartbeats to every partition of both input topics; they advance event time and show "
                    + "whether the broker answers.");
    static final Option PUBLISH_TIMEOUT = Option.duration(
            "publish.timeout",
            Duration.ofSeconds(4),
            "Maximum time until a record is acknowledged; it must be shorter than the job's time.out-of-orderness, or "
                    + "accepted records could be late.");
    static final Option PUBLISH_LINGER = Option.duration(
            "publish.linger", Duration.ofMillis(2), "How long a record waits for others to share a batch with.");
    static final Option PUBLISH_BUFFER = Option.number(
            "publish.buffer-bytes",
            32L << 20,
            "Memory for records that wait for the broker, in bytes; beyond it, requests are answered with 503.");
    static final Option BOOTSTRAP_SERVERS = Option.required(
            "kafka.bootstrap.servers", "Kafka brokers to connect to first, host:port separated by commas; required.");

    private GatewayOptions() {}

    /** Every option in the order of the configuration file. */
    public static List<Option> all() {
        List<Option> first = List.of(
                TRUSTED_PROXIES,
                CLIENT_HEADER,
                REGISTRY_FILE,
                REGISTRY_POLL_INTERVAL,
                RUM_ENABLED,
                RUM_RATE,
                DEDUPLICATION_WINDOW,
                DEDUPLICATION_ENTRIES,
                SYNTHETIC_ENABLED,
                SYNTHETIC_MAX_AGE,
                SYNTHETIC_BUFFER,
                EVENTS_ENABLED,
                EVENTS_FORMATS,
                EVENTS_RATE,
                EVENTS_CLIENT_RATE,
                EVENTS_CLIENT_BURST,
                EVENTS_BUFFER,
                EVENTS_GLOBAL_TAGS,
                EVENTS_DATAKIT_ENDPOINTS);
        List<Option> others = List.of(
                CDN_MAP,
                CDN_LOOKUP,
                CDN_RESOLVER,
                GEO_CITY_FILE,
                GEO_ISP_FILE,
                GEO_REMAP,
                TOPIC_BEACONS,
                TOPIC_SYNTHETIC,
                TOPIC_EVENTS,
                TOPIC_DSNS,
                TOPIC_REJECTS,
                REJECTS_INTERVAL,
                HEARTBEAT_INTERVAL,
                PUBLISH_TIMEOUT,
                PUBLISH_LINGER,
                PUBLISH_BUFFER,
                BOOTSTRAP_SERVERS);
        return Stream.of(SERVER.all(), first, RecordingOptions.all(), others)
                .flatMap(List::stream)
                .toList();
    }
}
