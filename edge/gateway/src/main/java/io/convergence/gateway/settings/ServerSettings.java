package io.convergence.gateway.settings;

import io.convergence.core.settings.OptionReader;
import java.time.Duration;

/**
 * Where the gateway listens and what it bears.
 *
 * @param host address of ingest
 * @param port of ingest, 0 for a free one
 * @param eventLoops threads that serve connections, at least 1
 * @param maxConnections open at once
 * @param maxHeaderBytes of all headers of a request
 * @param maxLineBytes of the request line
 * @param headerTimeout from the opening of a connection to the end of its first headers
 * @param bodyTimeout from the end of the headers to the end of the body
 * @param idleTimeout from an answer to the end of the next headers
 * @param shutdownTimeout how long a stop waits for what was accepted
 * @param managementHost address of health, readiness and metrics
 * @param managementPort of health, readiness and metrics, 0 for a free one
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

    private static final int LAST_PORT = 65_535;

    static ServerSettings read(OptionReader reader) {
        Duration tenth = Duration.ofMillis(100);
        Duration hour = Duration.ofHours(1);
        int loops = reader.number(GatewayOptions.EVENT_LOOPS, 0, 256);
        return new ServerSettings(
                reader.text(GatewayOptions.SERVER_HOST),
                reader.number(GatewayOptions.SERVER_PORT, 0, LAST_PORT),
                loops == 0 ? Runtime.getRuntime().availableProcessors() : loops,
                reader.number(GatewayOptions.MAX_CONNECTIONS, 1, 1_000_000),
                reader.number(GatewayOptions.MAX_HEADER_BYTES, 1_024, 1 << 20),
                reader.number(GatewayOptions.MAX_LINE_BYTES, 256, 1 << 20),
                reader.duration(GatewayOptions.HEADER_TIMEOUT, tenth, hour),
                reader.duration(GatewayOptions.BODY_TIMEOUT, tenth, hour),
                reader.duration(GatewayOptions.IDLE_TIMEOUT, tenth, hour),
                reader.duration(GatewayOptions.SHUTDOWN_TIMEOUT, Duration.ZERO, hour),
                reader.text(GatewayOptions.MANAGEMENT_HOST),
                reader.number(GatewayOptions.MANAGEMENT_PORT, 0, LAST_PORT));
    }
}
