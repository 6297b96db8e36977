package io.convergence.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answer of a route.
 *
 * @param status HTTP status
 * @param headers further headers by name
 * @param mediaType type of the body, or null without one
 * @param body the body, not compressed; empty without one
 * @param gzip the body compressed, of an answer that is sent several times; null for one that is compressed when it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(
        int status, Map<String, String> headers, @Nullable String mediaType, byte[] body, byte @Nullable [] gzip) {
    /** Media type of JSON answers. */
    public static final String JSON = "application/json";

    /** Media type of problems (RFC 9457). */
    static final String PROBLEM = "application/problem+json";

    /** Name of the header with the entity tag. */
    public static final String TAG = "ETag";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final byte[] EMPTY = {};

    /** Status 200 with JSON. */
    public static Reply json(JsonNode value) {
        return json(200, value);
    }

    /** JSON with another status. */
    public static Reply json(int status, JsonNode value) {
        return new Reply(status, Map.of(), JSON, bytes(value), null);
    }

    /** Status 200 with a text. */
    public static Reply text(String mediaType, byte[] body) {
        return new Reply(200, Map.of(), mediaType, body, null);
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), null, EMPTY, null);
    }

    /** The answer of a problem. */
    public static Reply problem(ApiProblem problem, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (problem.retryAfterSeconds() > 0) {
            headers.put("Retry-After", String.valueOf(problem.retryAfterSeconds()));
        }
        if (problem.status() == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        String tag = problem.tag();
        if (tag != null) {
            headers.put(TAG, tag);
        }
        return new Reply(problem.status(), headers, PROBLEM, bytes(problem.json(requestId)), null);
    }

    /** This answer with a weak entity tag of its bytes, unless it has a tag. */
    public Reply tagged() {
        return headers.containsKey(TAG) ? this : with(TAG, "W/\"" + Digests.of(body) + '"');
    }

    /** This answer with its entity tag and its compressed body, so that sending it again costs neither. */
    public Reply prepared() {
        Reply tagged = tagged();
        return new Reply(status, tagged.headers(), mediaType, body, ReplyEncoding.gzip(body));
    }

    /** This answer with one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, mediaType, body, gzip);
    }

    private static byte[] bytes(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as JSON", e);
        }
    }
}
