package io.convergence.query.http;

import io.convergence.query.access.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API.
 *
 * @param method HTTP method; GET also answers HEAD
 * @param pattern path, whose segments in braces are variables
 * @param role least role of the caller, or null for everybody
 * @param parameters names of the admitted query parameters; {@code tenant} is admitted wherever a role is required
 * @param answer called for each request: on a thread of the store when a role is required, otherwise on an event loop
 * @param events opens an event stream in place of an answer, on an event loop; null for routes that answer
 * @param document opens a long document in place of an answer, on a thread of the store; null for other routes
 */
public record ApiRoute(
        String method,
        String pattern,
        @Nullable Role role,
        Set<String> parameters,
        Answer answer,
        @Nullable EventRoute events,
        @Nullable DocumentRoute document) {
    /** Path of the caller's own properties, the only one that needs no tenant. */
    public static final String ME = "/api/v1/me";

    public ApiRoute {
        parameters = Set.copyOf(parameters);
    }

    /** A route that opens no long document. */
    public ApiRoute(
            String method,
            String pattern,
            @Nullable Role role,
            Set<String> parameters,
            Answer answer,
            @Nullable EventRoute events) {
        this(method, pattern, role, parameters, answer, events, null);
    }

    /** Answers a request or throws a {@link ApiProblem}. */
    @FunctionalInterface
    public interface Answer {
        /** The answer of a request. */
        Reply of(ApiRequest request);
    }

    /** A route that reads, with its parameters separated by spaces. */
    public static ApiRoute get(String pattern, String parameters, Answer answer) {
        Set<String> names = parameters.isEmpty() ? Set.of() : Set.of(parameters.split(" "));
        return new ApiRoute("GET", pattern, Role.READER, names, answer, null);
    }

    /** A route that reads a long JSON document, with its parameters separated by spaces. */
    public static ApiRoute document(String pattern, String parameters, DocumentRoute document) {
        return new ApiRoute(
                "GET",
                pattern,
                Role.READER,
                Set.of(parameters.split(" ")),
                request -> Reply.empty(204),
                null,
                document);
    }

    /** A route that reads what its body describes, without parameters. */
    public static ApiRoute check(String pattern, Answer answer) {
        return new ApiRoute("POST", pattern, Role.READER, Set.of(), answer, null);
    }

    /** A route that writes, without parameters. */
    public static ApiRoute write(String method, String pattern, Answer answer) {
        return write(method, pattern, Set.of(), answer);
    }

    /** A route that writes. */
    public static ApiRoute write(String method, String pattern, Set<String> parameters, Answer answer) {
        return new ApiRoute(method, pattern, Role.EDITOR, parameters, answer, null);
    }

    /** A route of event streams. */
    public static ApiRoute events(String pattern, Set<String> parameters, EventRoute events) {
        return new ApiRoute("GET", pattern, Role.READER, parameters, request -> Reply.empty(204), events);
    }

    /** A route for everybody without parameters. */
    public static ApiRoute open(String method, String pattern, Answer answer) {
        return new ApiRoute(method, pattern, null, Set.of(), answer, null);
    }

    /** The variables of a path that has this pattern, or null when it has another one. */
    @Nullable
    Map<String, String> match(List<String> segments) {
        String[] parts = pattern.substring(1).split("/", -1);
        if (parts.length != segments.size()) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                variables.put(parts[i].substring(1, parts[i].length() - 1), segments.get(i));
            } else if (!parts[i].equals(segments.get(i))) {
                return null;
            }
        }
        return variables;
    }
}
