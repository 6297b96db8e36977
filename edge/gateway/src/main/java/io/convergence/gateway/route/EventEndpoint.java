package io.convergence.gateway.route;

import io.convergence.gateway.datadog.DatadogFormat;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.event.WireFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A path that receives events in one wire format.
 *
 * @param path the path
 * @param format reader of the format
 * @param dialect form of the answers
 */
record EventEndpoint(String path, WireFormat format, Dialect dialect) {
    /** Path of Datadog's SDKs. */
    static final String DATADOG = "/api/v2/rum";

    /** Path of Faro's SDK. */
    static final String FARO = "/collect";

    /** Path of Faro's SDK with the token in it. */
    static final String FARO_KEYED = "/collect/{token}";

    private static final String TOKEN = "token";

    /** Forms of answers. */
    enum Dialect {
        /** The project's own: numbers of accepted and dropped events. */
        OWN,
        /** The pt-rum client's: the number of received elements. */
        PT_RUM,
        /** DataKit's: an empty answer, error codes of its own, and application ids instead of tokens. */
        DATAKIT,
        /** Datadog's: the id of the request, and tokens as keys of its API. */
        DATADOG,
        /** Faro's: an empty object, and tokens as keys in a header or in the path. */
        FARO;

        /** The name of the format in metrics. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace("_", "");
        }
    }

    /** Whether requests name their DSN by a token. */
    boolean hasToken() {
        return dialect != Dialect.DATAKIT;
    }

    /** The token that a request names, or null when it names none. */
    @Nullable
    String token(HttpServerRequest request, Map<String, String> parameters) {
        return switch (dialect) {
            case DATADOG -> first(parameters.get("dd-api-key"), request.getHeader("DD-API-KEY"));
            case FARO ->
                path.equals(FARO_KEYED)
                        ? request.path().substring(FARO.length() + 1)
                        : first(request.getHeader("X-Api-Key"), parameters.get(TOKEN));
            default -> parameters.get(TOKEN);
        };
    }

    /** The content coding that a request names in its header, or else in its query; null for none. */
    @Nullable
    String coding(HttpServerRequest request, Map<String, String> parameters) {
        String header = request.getHeader("Content-Encoding");
        return first(header, parameters.get(dialect == Dialect.DATADOG ? DatadogFormat.CODING : "encoding"));
    }

    /** The path as it is registered: that of a key in the path of Faro has a placeholder. */
    static String registered(String requested) {
        return requested.startsWith(FARO + '/') && requested.indexOf('/', FARO.length() + 1) < 0
                ? FARO_KEYED
                : requested;
    }

    /** HTTP status of an accepted request. */
    int acceptedStatus() {
        return dialect == Dialect.PT_RUM || dialect == Dialect.DATAKIT ? 200 : 202;
    }

    /** Body of the answer to an accepted request. */
    Buffer acceptedBody(int accepted, int dropped, int received) {
        return Buffer.buffer(
                switch (dialect) {
                    case OWN -> "{\"accepted\":" + accepted + ",\"dropped\":" + dropped + "}";
                    case PT_RUM -> "{\"received\":" + received + "}";
                    case DATAKIT -> "";
                    case DATADOG -> "{\"request_id\":\"" + UUID.randomUUID() + "\"}";
                    case FARO -> "{}";
                });
    }

    /** Body of the answer to a refused request, or null for the common one. */
    @Nullable
    Buffer refusedBody(RefusedEventsException refusal) {
        return switch (dialect) {
            case OWN, DATADOG, FARO -> null;
            case PT_RUM -> refusal.code().equals("malformed") ? Buffer.buffer("{\"error\":\"Invalid payload\"}") : null;
            case DATAKIT ->
                Buffer.buffer("{\"error_code\":\"datakit." + refusal.formatCode() + "\",\"message\":\""
                        + refusal.getMessage() + "\"}");
        };
    }

    private static @Nullable String first(@Nullable String text, @Nullable String other) {
        return text == null ? other : text;
    }
}
