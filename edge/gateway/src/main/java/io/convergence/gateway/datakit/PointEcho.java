package io.convergence.gateway.datakit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.gateway.datakit.DataPoint.PointField;
import io.convergence.gateway.datakit.DataPoint.Tag;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;

/** JSON of the points of a request, which the sender asked to get back. */
final class PointEcho {
    private static final JsonMapper MAPPER = new JsonMapper();

    private PointEcho() {}

    /**
     * A JSON value: a text of lines, or an array.
     *
     * @param form {@code lp, json} or {@code pbjson}
     */
    static String of(List<DataPoint> points, String form) {
        if (form.equals("lp")) {
            StringJoiner lines = new StringJoiner("\n");
            points.forEach(point -> lines.add(line(point)));
            return MAPPER.getNodeFactory().textNode(lines.toString()).toString();
        }
        ArrayNode array = MAPPER.createArrayNode();
        for (DataPoint point : points) {
            ObjectNode node = array.addObject();
            if (form.equals("json")) {
                addSimple(node, point);
            } else {
                addProtobuf(node, point);
            }
        }
        return array.toString();
    }

    private static void addSimple(ObjectNode node, DataPoint point) {
        node.put("measurement", point.measurement());
        ObjectNode tags = node.putObject("tags");
        point.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        ObjectNode fields = node.putObject("fields");
        point.fields().forEach(field -> fields.set(field.key(), MAPPER.valueToTree(field.value())));
        if (point.time() != null) {
            node.put("time", point.time());
        }
    }

    private static void addProtobuf(ObjectNode node, DataPoint point) {
        node.put("name", point.measurement());
        ArrayNode fields = node.putArray("fields");
        for (Tag tag : point.tags()) {
            fields.addObject().put("key", tag.key()).put("s", tag.value()).put("is_tag", true);
        }
        for (PointField field : point.fields()) {
            ObjectNode one = fields.addObject().put("key", field.key());
            Object value = field.value();
            if (value instanceof Long || value instanceof BigInteger) {
                one.put(value instanceof Long ? "i" : "u", value.toString());
            } else if (value instanceof Double number) {
                one.put("f", number);
            } else if (value instanceof Boolean flag) {
                one.put("b", flag);
            } else if (value instanceof String text) {
                one.put("s", text);
            } else if (value instanceof byte[] bytes) {
                one.put("d", bytes);
            }
        }
        if (point.time() != null) {
            node.put("time", point.time().toString());
        }
    }

    private static String line(DataPoint point) {
        StringBuilder line = new StringBuilder(point.measurement().replaceAll("([, ])", "\\\\$1"));
        point.tags()
                .forEach(tag ->
                        line.append(',').append(escaped(tag.key())).append('=').append(escaped(tag.value())));
        StringJoiner fields = new StringJoiner(",", " ", "");
        point.fields().forEach(field -> fields.add(escaped(field.key()) + '=' + value(field.value())));
        line.append(fields);
        return point.time() == null
                ? line.toString()
                : line.append(' ').append(point.time()).toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("([, =])", "\\\\$1");
    }

    private static String value(Object value) {
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (value instanceof byte[] bytes) {
            return '"' + Base64.getEncoder().encodeToString(bytes) + "\"b";
        }
        if (value instanceof List<?> list) {
            StringJoiner items = new StringJoiner(",", "[", "]");
            list.forEach(item -> items.add(value(item)));
            return items.toString();
        }
        return value instanceof Long ? value + "i" : value instanceof BigInteger ? value + "u" : value.toString();
    }
}
