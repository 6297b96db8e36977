package io.convergence.gateway.datakit;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.gateway.datakit.DataPoint.PointField;
import io.convergence.gateway.datakit.DataPoint.Tag;
import io.convergence.gateway.event.EventJson;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reader of points in JSON: DataKit's simple form, and the JSON form of its protobuf points. */
final class JsonPoints {
    private JsonPoints() {}

    /** The points of an array, or null when an element is no point. */
    static @Nullable List<DataPoint> read(byte[] body) {
        JsonNode array = EventJson.lenient(body);
        if (array == null || !array.isArray()) {
            return null;
        }
        List<DataPoint> points = new ArrayList<>();
        for (JsonNode element : array) {
            DataPoint point = element.has("measurement") ? simple(element) : protobuf(element);
            if (point == null) {
                return null;
            }
            points.add(point);
        }
        return points;
    }

    private static @Nullable DataPoint simple(JsonNode element) {
        String measurement = EventJson.text(element, "measurement");
        List<Tag> tags = new ArrayList<>();
        List<PointField> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> tag : element.path("tags").properties()) {
            if (!tag.getValue().isTextual()) {
                return null;
            }
            tags.add(new Tag(tag.getKey(), tag.getValue().textValue()));
        }
        for (Map.Entry<String, JsonNode> field : element.path("fields").properties()) {
            Object value = value(field.getValue());
            if (value == null) {
                return null;
            }
            fields.add(new PointField(field.getKey(), value));
        }
        JsonNode time = element.path("time");
        boolean isValid = measurement != null
                && !measurement.isEmpty()
                && !fields.isEmpty()
                && (time.isMissingNode() || time.isNull() || (time.isIntegralNumber() && time.canConvertToLong()));
        return isValid && measurement != null
                ? new DataPoint(measurement, tags, fields, time.isNumber() ? (Long) time.longValue() : null)
                : null;
    }

    private static @Nullable Object value(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return Double.isFinite(value.doubleValue()) ? (Double) value.doubleValue() : null;
        }
        return value.isArray() ? List.of() : null;
    }

    private static @Nullable DataPoint protobuf(JsonNode element) {
        String name = EventJson.text(element, "name");
        JsonNode array = element.path("fields");
        Long time = integer(element.path("time"));
        if (name == null || name.isEmpty() || !array.isArray() || array.isEmpty()) {
            return null;
        }
        List<Tag> tags = new ArrayList<>();
        List<PointField> fields = new ArrayList<>();
        for (JsonNode field : array) {
            String key = EventJson.text(field, "key");
            Object value = protobufValue(field);
            if (key == null || value == null) {
                return null;
            }
            if (field.path("is_tag").asBoolean() && value instanceof String text) {
                tags.add(new Tag(key, text));
            } else {
                fields.add(new PointField(key, value));
            }
        }
        return new DataPoint(name, tags, fields, time == null || time == 0 ? null : time);
    }

    private static @Nullable Object protobufValue(JsonNode field) {
        if (field.has("s")) {
            return EventJson.text(field, "s");
        }
        if (field.has("f")) {
            return EventJson.number(field, "f");
        }
        if (field.has("b")) {
            return field.path("b").asBoolean();
        }
        if (field.has("i")) {
            return integer(field.path("i"));
        }
        if (field.has("u")) {
            String digits = field.path("u").asText();
            return digits.matches("\\d{1,20}") ? new BigInteger(digits) : null;
        }
        return List.of();
    }

    /** A 64-bit integer, written as a number or as text, or null. */
    private static @Nullable Long integer(JsonNode value) {
        String digits = value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
        try {
            return digits.matches("-?\\d{1,19}") ? Long.valueOf(digits) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
