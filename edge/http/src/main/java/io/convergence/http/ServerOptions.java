package io.convergence.http;

import io.convergence.core.settings.Option;
import java.time.Duration;
import java.util.List;

/**
 * Options of the public port and of the management port. Services differ in the defaults of the two ports only.
 *
 * @param port port of the service
 * @param managementPort port of health, readiness and metrics
 */
public record ServerOptions(Option port, Option managementPort) {
    static final Option HOST = Option.text(
            "server.host", "127.0.0.1", "Address that the public port listens on; 0.0.0.0 means every interface.");
    static final Option EVENT_LOOPS = Option.number(
            "server.event-loops", 0, "Number of threads that serve connections; 0 means one for each core.");
    static final Option MAX_CONNECTIONS = Option.number(
            "server.max-connections",
            10_000,
            "Maximum number of open connections; further ones are closed without an answer.");
    static final Option MAX_HEADER_BYTES = Option.number(
            "server.max-header-bytes",
            8_192,
            "Maximum size of all headers of a request in bytes; larger ones are answered with 431.");
    static final Option MAX_LINE_BYTES = Option.number(
            "server.max-line-bytes",
            4_096,
            "Maximum size of the request line in bytes; longer ones are answered with 414.");
    static final Option HEADER_TIMEOUT = Option.duration(
            "server.header-timeout",
            Duration.ofSeconds(10),
            "Maximum time from the opening of a connection to the end of its first headers.");
    static final Option BODY_TIMEOUT = Option.duration(
            "server.body-timeout",
            Duration.ofSeconds(10),
            "Maximum time from the end of the headers to the end of the body; slower bodies are answered with 408.");
    static final Option IDLE_TIMEOUT = Option.duration(
            "server.idle-timeout",
            Duration.ofSeconds(60),
            "Maximum time from an answer to the end of the next headers on the same connection.");
    static final Option SHUTDOWN_TIMEOUT = Option.duration(
            "server.shutdown-timeout",
            Duration.ofSeconds(15),
            "Maximum time that a stop waits until accepted requests are completed and answered.");
    static final Option MANAGEMENT_HOST = Option.text(
            "management.host",
            "127.0.0.1",
            "Address that /health, /ready and /metrics listen on; it must not be public.");

    /** The options with the default ports of a service. */
    public static ServerOptions withPorts(int port, int managementPort) {
        return new ServerOptions(
                Option.number("server.port", port, "Public port; 0 means any free port."),
                Option.number(
                        "management.port",
                        managementPort,
                        "Port that /health, /ready and /metrics listen on; 0 means any free port."));
    }

    /** Every option in the order of the configuration files. */
    public List<Option> all() {
        return List.of(
                HOST,
                port,
                EVENT_LOOPS,
                MAX_CONNECTIONS,
                MAX_HEADER_BYTES,
                MAX_LINE_BYTES,
                HEADER_TIMEOUT,
                BODY_TIMEOUT,
                IDLE_TIMEOUT,
                SHUTDOWN_TIMEOUT,
                MANAGEMENT_HOST,
                managementPort);
    }
}
