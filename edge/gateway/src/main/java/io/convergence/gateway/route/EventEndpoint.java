package io.convergence.gateway.route;

import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.event.WireFormat;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A path that receives events in one wire format.
 *
 * @param path the path
 * @param format reader of the format
 * @param dialect form of the answers
 */
record EventEndpoint(String path, WireFormat format, Dialect dialect) {

    /** Forms of answers. */
    enum Dialect {
        /** The project's own: numbers of accepted and dropped events. */
        OWN,
        /** The pt-rum client's: the number of received elements. */
        PT_RUM,
        /** DataKit's: an empty answer, error codes of its own, and application ids instead of tokens. */
        DATAKIT
    }

    /** Whether requests name their DSN by a token. */
    boolean hasToken() {
        return dialect != Dialect.DATAKIT;
    }

    /** HTTP status of an accepted request. */
    int acceptedStatus() {
        return dialect == Dialect.OWN ? 202 : 200;
    }

    /** Body of the answer to an accepted request. */
    Buffer acceptedBody(int accepted, int dropped, int received) {
        return Buffer.buffer(
                switch (dialect) {
                    case OWN -> "{\"accepted\":" + accepted + ",\"dropped\":" + dropped + "}";
                    case PT_RUM -> "{\"received\":" + received + "}";
                    case DATAKIT -> "";
                });
    }

    /** Body of the answer to a refused request, or null for the common one. */
    @Nullable
    Buffer refusedBody(RefusedEventsException refusal) {
        return switch (dialect) {
            case OWN -> null;
            case PT_RUM -> refusal.code().equals("malformed") ? Buffer.buffer("{\"error\":\"Invalid payload\"}") : null;
            case DATAKIT ->
                Buffer.buffer("{\"error_code\":\"datakit." + refusal.formatCode() + "\",\"message\":\""
                        + refusal.getMessage() + "\"}");
        };
    }
}
