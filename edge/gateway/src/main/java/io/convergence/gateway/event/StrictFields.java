package io.convergence.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks of the fields of objects that may have no unknown field and no value of another type. */
final class StrictFields {
    private StrictFields() {}

    /** Requires an object whose fields all have known names. */
    static JsonNode object(@Nullable JsonNode node, Set<String> known) throws RefusedEventsException {
        if (node == null || !node.isObject()) {
            throw malformed();
        }
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            if (!known.contains(names.next())) {
                throw malformed();
            }
        }
        return node;
    }

    /** The text of a field, or null when the field is absent. */
    static @Nullable String text(JsonNode object, String field) throws RefusedEventsException {
        JsonNode value = object.get(field);
        require(value == null || value.isTextual());
        return value == null ? null : value.textValue();
    }

    /** The finite number of a field, or null when the field is absent. */
    static @Nullable Double number(JsonNode object, String field) throws RefusedEventsException {
        JsonNode value = object.get(field);
        require(value == null || value.isNumber());
        return value == null ? null : EventJson.number(object, field);
    }

    /** Epoch milliseconds of a field, or null when the field is absent. */
    static @Nullable Long millis(JsonNode object, String field) throws RefusedEventsException {
        JsonNode value = object.get(field);
        require(value == null || value.isNumber());
        return value == null ? null : EventJson.millis(object, field);
    }

    /** The boolean of a field, or null when the field is absent. */
    static @Nullable Boolean flag(JsonNode object, String field) throws RefusedEventsException {
        JsonNode value = object.get(field);
        require(value == null || value.isBoolean());
        return value == null ? null : value.booleanValue();
    }

    /** The array of a field. */
    static JsonNode array(JsonNode object, String field) throws RefusedEventsException {
        JsonNode value = object.get(field);
        require(value != null && value.isArray());
        WireFormat.requireFew(value == null ? 0 : value.size());
        return object.path(field);
    }

    /** Refuses the body unless a condition holds. */
    static void require(boolean valid) throws RefusedEventsException {
        if (!valid) {
            throw malformed();
        }
    }

    private static RefusedEventsException malformed() {
        return RefusedEventsException.malformed(
                "invalidBody", "the body must be one JSON object with the documented fields and no others");
    }
}
