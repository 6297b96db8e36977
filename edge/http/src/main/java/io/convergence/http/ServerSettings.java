package io.convergence.http;

import io.convergence.core.settings.OptionReader;
import java.time.Duration;

/**
 * Addresses and bounds of the HTTP servers of a service.
 *
 * @param host address of the public port
 * @param port public port, 0 for a free one
 * @param eventLoops threads that serve connections, at least 1
 * @param maxConnections most connections open at once, over all event loops
 * @param maxHeaderBytes most bytes of all headers of a request
 * @param maxLineBytes most bytes of the request line
 * @param headerTimeout from the opening of a connection to the end of its first headers
 * @param bodyTimeout from the end of the headers to the end of the body
 * @param idleTimeout from an answer to the end of the next headers
 * @param shutdownTimeout how long a stop waits for open requests
 * @param managementHost address of health, readiness and metrics
 * @param managementPort port of health, readiness and metrics, 0 for a free one
 */
public record ServerSettings(
        String host,
        int port,
        int eventLoops,
        int maxConnections,
        int maxHeaderBytes,
        int maxLineBytes,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration shutdownTimeout,
        String managementHost,
        int managementPort) {

    private static final int MAX_PORT = 65_535;

    /** Reads the settings; problems are collected by the reader. */
    public static ServerSettings read(OptionReader reader, ServerOptions options) {
        Duration tenth = Duration.ofMillis(100);
        Duration hour = Duration.ofHours(1);
        int eventLoops = reader.number(ServerOptions.EVENT_LOOPS, 0, 256);
        return new ServerSettings(
                reader.text(ServerOptions.HOST),
                reader.number(options.port(), 0, MAX_PORT),
                eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops,
                reader.number(ServerOptions.MAX_CONNECTIONS, 1, 1_000_000),
                reader.number(ServerOptions.MAX_HEADER_BYTES, 1_024, 1 << 20),
                reader.number(ServerOptions.MAX_LINE_BYTES, 256, 1 << 20),
                reader.duration(ServerOptions.HEADER_TIMEOUT, tenth, hour),
                reader.duration(ServerOptions.BODY_TIMEOUT, tenth, hour),
                reader.duration(ServerOptions.IDLE_TIMEOUT, tenth, hour),
                reader.duration(ServerOptions.SHUTDOWN_TIMEOUT, Duration.ZERO, hour),
                reader.text(ServerOptions.MANAGEMENT_HOST),
                reader.number(options.managementPort(), 0, MAX_PORT));
    }
}
