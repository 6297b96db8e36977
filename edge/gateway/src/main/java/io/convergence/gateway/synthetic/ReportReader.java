package io.convergence.gateway.synthetic;

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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reader of the JSON reports of tools. Unknown fields are ignored. */
final class ReportReader {
    private static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?");

    private ReportReader() {}

    /** The JSON object in a body. */
    static JsonNode object(byte[] body) throws ReportException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode node = MAPPER.readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (CharacterCodingException | JsonProcessingException e) {
            // Their messages may quote the body, so the sender gets the one below.
        }
        throw ReportException.malformed("the body must be one JSON object in UTF-8");
    }

    /** A finite number of 0 or more, written as a number or as text, or null when there is none. */
    static @Nullable Double number(@Nullable JsonNode value) {
        if (value == null || !(value.isNumber() || value.isTextual())) {
            return null;
        }
        Double number = value.isNumber()
                ? (Double) value.doubleValue()
                : decimal(value.textValue().trim());
        return number != null && Double.isFinite(number) && number >= 0 ? number : null;
    }

    /** A decimal number, or null when the text is none. Java's suffixes and hexadecimal numbers are not decimal. */
    static @Nullable Double decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    /** Epoch milliseconds, written as an ISO 8601 instant or as a number, or null when the value is neither. */
    static @Nullable Long instant(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        try {
            Instant instant = OffsetDateTime.parse(value.asText("")).toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            return null;
        }
    }
}
