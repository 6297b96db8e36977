package io.convergence.gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Masking of style rules: they stay, but addresses of resources lose their query and fragment. */
final class StyleMask {
    private static final Set<String> RULES = Set.of("rule", "value", "replace", "replaceSync");
    private static final Set<String> NAMES = Set.of("property", "priority");
    private static final Pattern NAME = Pattern.compile("[a-z-]{1,64}");

    private StyleMask() {}

    /** Masks changes of style sheets in place. */
    static JsonNode mask(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, mask(array.get(i)));
            }
            return array;
        }
        if (!(node instanceof ObjectNode object)) {
            return UnknownMask.mask(node);
        }
        for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
            JsonNode value = field.getValue();
            boolean isRule = value.isTextual() && RULES.contains(field.getKey());
            boolean isName = NAMES.contains(field.getKey())
                    && NAME.matcher(value.asText("")).matches();
            object.set(field.getKey(), isRule ? rule(value) : isName ? value : mask(value));
        }
        return object;
    }

    /** Masks a style whose properties are fields, each a text, or an array of a text and its priority. */
    static void maskProperties(ObjectNode style) {
        for (Map.Entry<String, JsonNode> property : new ArrayList<>(style.properties())) {
            JsonNode value = property.getValue();
            if (value instanceof ArrayNode array
                    && !array.isEmpty()
                    && array.get(0).isTextual()) {
                style.putArray(property.getKey()).add(rule(array.get(0))).add(mask(array.path(1)));
            } else {
                style.set(property.getKey(), value.isTextual() ? rule(value) : UnknownMask.mask(value));
            }
        }
    }

    private static JsonNode rule(JsonNode text) {
        return new TextNode(MaskedText.style(text.textValue()));
    }
}
