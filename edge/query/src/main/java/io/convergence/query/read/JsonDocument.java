package io.convergence.query.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** Document of an objective as JSON. */
final class JsonDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonDocument() {}

    /** The tree of a document; null when there is none, or when another program published it as YAML. */
    static JsonNode of(@Nullable String text) {
        try {
            JsonNode tree = text == null ? JsonNodeFactory.instance.nullNode() : MAPPER.readTree(text);
            return tree.isObject() ? tree : JsonNodeFactory.instance.nullNode();
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.nullNode();
        }
    }
}
