package io.convergence.gateway.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the records of a segment, one at a time: an array, or an array that is a field of an object. Depth, size and
 * number of values of a record are bounded, so that a small segment cannot take much memory. Not thread-safe.
 */
final class SegmentReader implements AutoCloseable {
    /** Largest record in bytes of JSON. */
    static final int MAX_RECORD = 8 << 20;

    /** Most values within a record. */
    private static final int MAX_VALUES = 500_000;

    private static final int MAX_DEPTH = 500;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_NAME = 1000;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_RECORD)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final BoundedInput input;
    private final JsonParser parser;
    private final boolean isWrapped;
    private int values;

    /**
     * Opens a segment up to its first record.
     *
     * @param array name of the array of records when the segment is an object
     * @param limit most bytes of the plain segment
     */
    SegmentReader(InputStream plain, String array, long limit) throws IOException, RefusedSegmentException {
        input = new BoundedInput(plain, limit, MAX_RECORD);
        parser = JSON.createParser(input);
        JsonToken first = parser.nextToken();
        isWrapped = first == JsonToken.START_OBJECT;
        if (isWrapped) {
            first = records(array);
        }
        if (first != JsonToken.START_ARRAY) {
            throw notRecords();
        }
    }

    /** The next record, or null after the last one, when nothing else follows. */
    @Nullable
    ObjectNode next() throws IOException, RefusedSegmentException {
        input.beginRecord();
        values = 0;
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            return object();
        }
        if (token != JsonToken.END_ARRAY || !isAtEnd()) {
            throw notRecords();
        }
        return null;
    }

    /** The size of the plain segment in bytes, once the last record has been read. */
    long length() {
        return input.length();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** The value of a field of an object; the fields before it are skipped. */
    private @Nullable JsonToken records(String array) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isRecords = parser.currentName().equals(array);
            JsonToken value = parser.nextToken();
            if (isRecords) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }

    private boolean isAtEnd() throws IOException {
        while (isWrapped && parser.nextToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
            parser.skipChildren();
        }
        return (!isWrapped || parser.currentToken() == JsonToken.END_OBJECT) && parser.nextToken() == null;
    }

    private ObjectNode object() throws IOException, RefusedSegmentException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            object.set(name, value(parser.nextToken()));
        }
        return object;
    }

    private JsonNode value(JsonToken token) throws IOException, RefusedSegmentException {
        if (++values > MAX_VALUES) {
            throw RefusedSegmentException.tooLarge("a record must have at most " + MAX_VALUES + " values");
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                JsonToken item = parser.nextToken();
                while (item != JsonToken.END_ARRAY) {
                    array.add(value(item));
                    item = parser.nextToken();
                }
                yield array;
            }
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? nodes.numberNode(parser.getBigIntegerValue())
                        : nodes.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
            default -> nodes.nullNode();
        };
    }

    private static RefusedSegmentException notRecords() {
        return RefusedSegmentException.malformed("the segment must be an array of records");
    }
}
