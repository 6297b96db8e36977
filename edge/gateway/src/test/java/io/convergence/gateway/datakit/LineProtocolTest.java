package io.convergence.gateway.datakit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class LineProtocolTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void bodiesAreParsedOrEveryProblemIsReported() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (JsonNode one : vector().get("cases")) {
            if (!one.has("body")) {
                continue;
            }
            LineProtocol.Parsed parsed = LineProtocol.parse(one.get("body").asText());
            all.assertThat(MAPPER.valueToTree(parsed.problems()).toString())
                    .as(one.get("name").asText())
                    .isEqualTo(one.has("problems") ? one.get("problems").toString() : "[]");
            if (one.has("points")) {
                all.assertThat(points(parsed.points()).toString())
                        .as(one.get("name").asText())
                        .isEqualTo(one.get("points").toString());
            }
        }
        all.assertAll();
    }

    @Test
    void timesAreMilliseconds() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (JsonNode one : vector().get("precision")) {
            Long time = one.get("time").isNull()
                    ? null
                    : Long.valueOf(one.get("time").asText());
            String unit =
                    one.get("precision").isNull() ? null : one.get("precision").asText();
            all.assertThat(Precision.millis(time, unit, one.get("received_at").asLong()))
                    .as(one.toString())
                    .isEqualTo(one.get("millis").asLong());
        }
        all.assertAll();
    }

    @Test
    void protobufPointsAreRead() {
        // One point: name "m", tag a=b, int64 field i=-1, double field f=0.5, bytes field d, nanoseconds 5.
        byte[] message = {
            0x0a,
            0x35,
            0x0a,
            0x01,
            'm',
            0x12,
            0x08,
            0x0a,
            0x01,
            'a',
            0x5a,
            0x01,
            'b',
            0x40,
            0x01,
            0x12,
            0x0e,
            0x0a,
            0x01,
            'i',
            0x10,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            0x01,
            0x12,
            0x0c,
            0x0a,
            0x01,
            'f',
            0x21,
            0,
            0,
            0,
            0,
            0,
            0,
            (byte) 0xe0,
            0x3f,
            0x12,
            0x06,
            0x0a,
            0x01,
            'd',
            0x32,
            0x01,
            7,
            0x18,
            0x05
        };
        List<DataPoint> points = requireNonNull(ProtobufPoints.read(message));
        assertThat(points).hasSize(1);
        assertThat(points.get(0).tags()).containsExactly(new DataPoint.Tag("a", "b"));
        assertThat(points.get(0).fields().get(0)).isEqualTo(new DataPoint.PointField("i", -1L));
        assertThat(points.get(0).fields().get(1)).isEqualTo(new DataPoint.PointField("f", 0.5));
        assertThat(points.get(0).time()).isEqualTo(5);
        for (int end = 1; end < message.length; end++) {
            assertThat(ProtobufPoints.read(Arrays.copyOf(message, end))).isNull();
        }
    }

    private static ArrayNode points(List<DataPoint> points) {
        ArrayNode array = MAPPER.createArrayNode();
        for (DataPoint point : points) {
            ObjectNode node = array.addObject().put("measurement", point.measurement());
            ArrayNode tags = node.putArray("tags");
            point.tags().forEach(tag -> tags.addArray().add(tag.key()).add(tag.value()));
            ArrayNode fields = node.putArray("fields");
            for (DataPoint.PointField field : point.fields()) {
                fields.addArray().add(field.key()).add(type(field.value())).add(json(field.value()));
            }
            node.put("time", point.time() == null ? null : point.time().toString());
        }
        return array;
    }

    private static String type(Object value) {
        return value instanceof Double
                ? "float"
                : value instanceof Long
                        ? "int"
                        : value instanceof BigInteger
                                ? "uint"
                                : value instanceof String
                                        ? "string"
                                        : value instanceof Boolean
                                                ? "bool"
                                                : value instanceof byte[] ? "bytes" : "array";
    }

    private static JsonNode json(Object value) {
        return MAPPER.valueToTree(value instanceof Long || value instanceof BigInteger ? value.toString() : value);
    }

    private static JsonNode vector() throws IOException {
        return MAPPER.readTree(Files.readAllBytes(Path.of("src/test/resources/vectors/events/line-protocol.json")));
    }
}
