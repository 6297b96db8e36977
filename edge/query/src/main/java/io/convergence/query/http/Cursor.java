package io.convergence.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Position in a list: the sort key of the last item of a page. It grants nothing, because every page is read with the
 * tenant of the token; a cursor of other filters is refused.
 */
public final class Cursor {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_LENGTH = 1_500;

    private Cursor() {}

    /**
     * The sort key of the cursor that a request has, or null without a cursor.
     *
     * @param size number of parts of the sort key
     */
    public static @Nullable List<String> key(ApiRequest request, int size) {
        String cursor = request.parameters().values().get("cursor");
        if (cursor == null) {
            return null;
        }
        try {
            if (cursor.length() > MAX_LENGTH) {
                throw ApiProblem.cursor("the cursor is none of this list");
            }
            JsonNode value = MAPPER.readTree(Base64.getUrlDecoder().decode(cursor));
            JsonNode key = value.path("k");
            if (!key.isArray() || key.size() != size) {
                throw ApiProblem.cursor("the cursor is none of this list");
            }
            if (!value.path("f").asText().equals(filters(request))) {
                throw ApiProblem.cursor("the cursor belongs to other parameters; start without it");
            }
            List<String> parts = new ArrayList<>();
            for (JsonNode part : key) {
                if (!part.isTextual() || part.asText().chars().anyMatch(Character::isISOControl)) {
                    throw ApiProblem.cursor("the cursor is none of this list");
                }
                parts.add(part.asText());
            }
            return parts;
        } catch (IllegalArgumentException | java.io.IOException e) {
            throw ApiProblem.cursor("the cursor is none of this list");
        }
    }

    /** The instant of a part of a sort key. */
    public static Instant time(String part) {
        try {
            return Instant.parse(part);
        } catch (DateTimeException e) {
            throw ApiProblem.cursor("the cursor is none of this list");
        }
    }

    /** The whole number of a part of a sort key. */
    public static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw ApiProblem.cursor("the cursor is none of this list");
        }
    }

    /** The number of a part of a sort key. */
    public static double decimal(String part) {
        try {
            return Double.parseDouble(part);
        } catch (NumberFormatException e) {
            throw ApiProblem.cursor("the cursor is none of this list");
        }
    }

    /**
     * The answer with a page of a list.
     *
     * @param items at most one more than {@code limit}; the last one then only tells that there is a next page
     * @param key fields of an item that form the sort key
     */
    public static Reply page(ApiRequest request, List<ObjectNode> items, int limit, List<String> key) {
        return reply(request, body(request, items, limit, key));
    }

    /** The body of {@link #page}, to which a route adds fields. */
    public static ObjectNode body(ApiRequest request, List<ObjectNode> items, int limit, List<String> key) {
        ObjectNode body = MAPPER.createObjectNode();
        ArrayNode list = body.putArray("items");
        items.stream().limit(limit).forEach(list::add);
        if (items.size() <= limit) {
            return body.putNull("next");
        }
        ObjectNode last = items.get(limit - 1);
        return body.put(
                "next",
                of(request, key.stream().map(field -> last.path(field).asText()).toList()));
    }

    /** The answer with a body of {@link #body}; it links to the next page if there is one. */
    public static Reply reply(ApiRequest request, ObjectNode body) {
        JsonNode next = body.path("next");
        return next.isNull()
                ? Reply.json(body)
                : Reply.json(body).with("Link", '<' + request.addressWith("cursor", next.asText()) + ">; rel=\"next\"");
    }

    private static String of(ApiRequest request, List<String> key) {
        ObjectNode value = MAPPER.createObjectNode();
        ArrayNode parts = value.putArray("k");
        key.forEach(parts::add);
        value.put("f", filters(request));
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as JSON", e);
        }
    }

    private static String filters(ApiRequest request) {
        TreeMap<String, String> filters = new TreeMap<>(request.parameters().values());
        filters.remove("cursor");
        filters.remove("limit");
        String text = request.path() + filters;
        return Digests.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }
}
