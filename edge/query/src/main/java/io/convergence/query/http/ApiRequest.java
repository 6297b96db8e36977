package io.convergence.query.http;

import io.convergence.query.access.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request of a caller, with everything checked that does not depend on the route's meaning.
 *
 * @param path path as it was sent
 * @param variables decoded variable segments of the path, by name
 * @param parameters checked parameters
 * @param headers value of a header by its name, or null
 * @param body the body, empty without one
 * @param id identifies the request in the answer and in problems
 * @param now time of the request
 * @param caller whoever asks, or null on routes for everybody
 * @param tenant tenant that is asked about, one of the caller's; empty on routes for everybody
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiRequest(
        String path,
        Map<String, String> variables,
        Parameters parameters,
        Function<String, @Nullable String> headers,
        byte[] body,
        String id,
        Instant now,
        @Nullable Caller caller,
        String tenant) {

    /** A variable segment of the path. */
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Path and query of this request with one parameter replaced. */
    String addressWith(String name, String value) {
        Stream<Map.Entry<String, String>> kept = parameters.values().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(name))
                .sorted(Map.Entry.comparingByKey());
        return Stream.concat(kept, Stream.of(Map.entry(name, value)))
                .map(parameter ->
                        parameter.getKey() + '=' + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", path + '?', ""));
    }
}
