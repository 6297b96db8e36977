package io.convergence.gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/** Masking of values whose meaning is unknown: every text in them is masked but words of a closed set. */
final class UnknownMask {
    private static final Set<String> WORDS = Set.of(
            "down",
            "up",
            "move",
            "mouse",
            "touch",
            "pen",
            "click",
            "rage_click",
            "dead_click",
            "error_click",
            "2d",
            "webgl",
            "webgl2",
            "rgb",
            "srgb");

    private UnknownMask() {}

    /** Masks the fields of an object but those of known meaning. */
    static void maskOthers(ObjectNode object, Set<String> known) {
        for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
            if (!known.contains(field.getKey())) {
                object.set(field.getKey(), mask(field.getValue()));
            }
        }
    }

    /** The masked value; objects and arrays are masked in place. */
    static JsonNode mask(JsonNode value) {
        if (value.isTextual()) {
            return WORDS.contains(value.textValue()) ? value : new TextNode(MaskedText.crosses(value.textValue()));
        }
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                object.set(field.getKey(), mask(field.getValue()));
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, mask(array.get(i)));
            }
        }
        return value;
    }
}
