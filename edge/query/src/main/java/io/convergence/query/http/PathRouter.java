package io.convergence.query.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The routes of the API, searched in their order. */
public final class PathRouter {
    private final List<ApiRoute> routes;

    /** A router of routes. */
    public PathRouter(List<ApiRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * A route with the variables of a path.
     *
     * @param route the route
     * @param variables decoded segments by the names of the pattern
     */
    record Match(ApiRoute route, Map<String, String> variables) {}

    /** All routes. */
    public List<ApiRoute> routes() {
        return routes;
    }

    /** The pattern of the first route that has a path, whatever the method, or null. */
    @Nullable
    String pattern(String path) {
        List<String> segments = List.of(split(path));
        for (ApiRoute route : routes) {
            if (route.match(segments) != null) {
                return route.pattern();
            }
        }
        return null;
    }

    /**
     * The route of a request, or null when no route has the path.
     *
     * @throws ApiProblem when a segment is not admitted, or a route has the path, but not the method
     */
    @Nullable
    Match find(String method, String path) {
        List<String> segments = segments(path);
        TreeSet<String> methods = new TreeSet<>();
        for (ApiRoute route : routes) {
            Map<String, String> variables = route.match(segments);
            if (variables != null) {
                if (route.method().equals(method)
                        || (method.equals("HEAD") && route.method().equals("GET"))) {
                    return new Match(route, variables);
                }
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            return null;
        }
        throw ApiProblem.method(String.join(", ", methods));
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : split(path)) {
            String decoded = QueryString.decode(segment, false);
            if (decoded == null) {
                throw ApiProblem.parameter("path", "each segment must be encoded UTF-8 without control characters");
            }
            segments.add(decoded);
        }
        return segments;
    }

    private static String[] split(String path) {
        return path.substring(Math.min(1, path.length())).split("/", -1);
    }
}
