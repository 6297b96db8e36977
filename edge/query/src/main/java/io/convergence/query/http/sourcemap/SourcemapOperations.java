package io.convergence.query.http.sourcemap;

import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The operations of archives with their parameters, as the description of the API lists them. */
public final class SourcemapOperations {
    private static final Set<String> NAME = Set.of("app_id", "env", "version", "platform", "token", "tenant");
    private static final Set<String> STACK =
            Set.of("app_id", "env", "version", "platform", "token", "tenant", "error_stack");
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "PUT " + SourcemapPort.ARCHIVES, NAME,
            "DELETE " + SourcemapPort.ARCHIVES, NAME,
            "GET " + SourcemapPort.ARCHIVES, Set.of("app_id", "token", "tenant"),
            "GET " + SourcemapPort.CHECK, STACK,
            "POST " + SourcemapPort.CHECK, Set.of("token", "tenant"));

    private SourcemapOperations() {}

    /** The parameters of the query of an operation. */
    static Set<String> parameters(String path, String method) {
        return PARAMETERS.getOrDefault(method + ' ' + path, Set.of());
    }

    /** The fields of a check, of its query and its JSON object. */
    static Set<String> checked() {
        return STACK;
    }

    /** The operations as routes, for whoever compares them with the description; they are answered by the port. */
    public static List<ApiRoute> described() {
        return new TreeSet<>(PARAMETERS.keySet())
                .stream()
                        .map(operation -> {
                            String[] parts = operation.split(" ", 2);
                            return new ApiRoute(
                                    parts[0],
                                    parts[1],
                                    null,
                                    parameters(parts[1], parts[0]),
                                    request -> Reply.empty(204),
                                    null);
                        })
                        .toList();
    }
}
