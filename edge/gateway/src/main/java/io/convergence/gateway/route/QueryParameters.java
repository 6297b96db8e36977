package io.convergence.gateway.route;

import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/** Query parameters of requests. */
final class QueryParameters {
    private QueryParameters() {}

    /** The first value of each parameter; none when the query cannot be decoded. */
    static Map<String, String> of(HttpServerRequest request) {
        return of(request, Map.of());
    }

    /**
     * The first value of each parameter.
     *
     * @param undecodable the parameters of a query that cannot be decoded
     */
    static Map<String, String> of(HttpServerRequest request, Map<String, String> undecodable) {
        Map<String, String> parameters = new HashMap<>();
        try {
            request.params().forEach(parameter -> parameters.putIfAbsent(parameter.getKey(), parameter.getValue()));
        } catch (IllegalArgumentException e) {
            return undecodable;
        }
        return parameters;
    }
}
