package io.convergence.gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.dsn.MaskMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masking of nodes of a recorded page (https://github.com/rrweb-io/rrweb, {@code serializedNode}). Within a segment it
 * remembers text areas, scripts and styles and their texts by id, since changes name a node by its id only. Not thread-safe.
 */
final class PageMask {
    /** Elements whose text is a value, or no text. */
    private static final Set<String> SPECIAL = Set.of("textarea", "style", "script");

    private static final Set<String> NAMES = Set.of("tagName", "name", "publicId", "systemId", "compatMode");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_:./ +-]{0,128}");
    private static final String TEXT = "textContent";
    private static final String ATTRIBUTES = "attributes";
    private static final String CHILDREN = "childNodes";
    private static final Set<String> MASKED = Set.of(TEXT, ATTRIBUTES, CHILDREN);

    private final MaskMode mode;
    private final MaskCounts counts;
    private final AttributeMask attributes;
    private final Map<Long, String> special = new HashMap<>();

    PageMask(MaskMode mode, MaskCounts counts) {
        this.mode = mode;
        this.counts = counts;
        this.attributes = new AttributeMask(mode, counts);
    }

    /** Masks the field {@code node} of an object: a node and those below it. */
    void maskNode(ObjectNode holder, @Nullable Long parentId) {
        JsonNode node = holder.get("node");
        if (node != null) {
            holder.set("node", masked(node, parentId == null ? "" : special.getOrDefault(parentId, "")));
        }
    }

    /** Masks a new text of a node. */
    void maskText(ObjectNode change) {
        maskField(change, "value", special.getOrDefault(id(change), ""));
    }

    /** Masks changed attributes of a node. */
    void maskAttributes(ObjectNode change) {
        maskAttributes(change, false);
    }

    private JsonNode masked(JsonNode node, String parent) {
        if (!(node instanceof ObjectNode object)) {
            return UnknownMask.mask(node);
        }
        String tag = object.path("tagName").asText("").toLowerCase(Locale.ROOT);
        String kind = object.has(TEXT) ? parent : tag;
        Long id = id(object);
        if (id != null && SPECIAL.contains(kind)) {
            special.put(id, kind);
        }
        maskField(object, TEXT, parent);
        maskAttributes(object, object.path("isSVG").asBoolean(false));
        if (object.has(CHILDREN)) {
            ArrayNode children = object.get(CHILDREN) instanceof ArrayNode array ? array : object.putArray(CHILDREN);
            for (int i = 0; i < children.size(); i++) {
                children.set(i, masked(children.get(i), tag));
            }
        }
        for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
            JsonNode value = field.getValue();
            boolean isName = NAMES.contains(field.getKey())
                    && NAME.matcher(value.asText("")).matches();
            if (!isName && !MASKED.contains(field.getKey())) {
                object.set(field.getKey(), UnknownMask.mask(value));
            }
        }
        return object;
    }

    private void maskAttributes(ObjectNode holder, boolean isGraphic) {
        JsonNode own = holder.get(ATTRIBUTES);
        if (own instanceof ObjectNode object) {
            attributes.mask(object, isGraphic);
        } else if (own != null) {
            holder.putObject(ATTRIBUTES);
        }
    }

    private void maskField(ObjectNode object, String field, String parent) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return;
        }
        String text = value.isValueNode() ? value.asText() : "";
        object.put(
                field,
                switch (parent) {
                    case "textarea" -> counts.value(text, MaskedText.stars(text));
                    case "script" -> "";
                    case "style" -> MaskedText.style(text);
                    default -> mode == MaskMode.TEXT ? counts.text(text, MaskedText.crosses(text)) : text;
                });
    }

    /** The id of a node, or null. */
    private static @Nullable Long id(JsonNode node) {
        JsonNode id = node.get("id");
        return id != null && id.isIntegralNumber() ? (Long) id.longValue() : null;
    }
}
