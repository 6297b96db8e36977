package io.convergence.gateway.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reader of JSON bodies of events, and of single values in them. */
public final class EventJson {
    private static final int MAX_DEPTH = 16;
    private static final char REPLACEMENT = '\ufffd';
    private static final JsonMapper STRICT = mapper(true);
    private static final JsonMapper LENIENT = mapper(false);

    private EventJson() {}

    /** The JSON value of a body in which no name comes twice, or null when it is none. */
    public static @Nullable JsonNode strict(byte[] body) {
        return read(STRICT, body);
    }

    /** The JSON value of a body, or null when it is none. */
    public static @Nullable JsonNode lenient(byte[] body) {
        return read(LENIENT, body);
    }

    /** The JSON value of a text, or null when it is none. */
    public static @Nullable JsonNode lenient(String text) {
        return parse(LENIENT, text);
    }

    /** The text of a body in UTF-8, or null when it is not UTF-8. */
    public static @Nullable String utf8(byte[] body) {
        // Decoding that replaces bytes is the faster one, and where it replaced none the body is UTF-8.
        String text = new String(body, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : strictUtf8(body);
    }

    /** The text of a field, or null when the field is absent or no text. */
    public static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /** The finite number of a field, or null when the field is absent or no number. */
    public static @Nullable Double number(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isNumber() && Double.isFinite(value.doubleValue())
                ? (Double) value.doubleValue()
                : null;
    }

    /** Epoch milliseconds of a field, or null when the field is absent or no number that fits. */
    public static @Nullable Long millis(JsonNode object, String field) {
        Double number = number(object, field);
        return number == null || Math.abs(number) > 0x1p53 ? null : (Long) (long) Math.floor(number);
    }

    private static @Nullable String strictUtf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static @Nullable JsonNode read(JsonMapper mapper, byte[] body) {
        String text = utf8(body);
        return text == null ? null : parse(mapper, text);
    }

    private static @Nullable JsonNode parse(JsonMapper mapper, String text) {
        try {
            JsonNode node = mapper.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            // Its message may quote the body.
            return null;
        }
    }

    private static JsonMapper mapper(boolean strict) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .build())
                        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
