package io.convergence.core.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/**
 * Parser factory for records: one strict JSON object (RFC 8259) in UTF-8 without a byte order mark. Thread-safe. Keep and
 * reuse an instance, because it caches field names.
 */
public final class StrictJson {
    /** Largest size of a record or a browser payload in bytes; larger ones are rejected without being parsed. */
    public static final int MAX_BYTES = 16_384;

    /** Deepest nesting of arrays and objects, the outermost object included. */
    public static final int MAX_DEPTH = 3;

    /*
     * The JSON library detects UTF-16 and UTF-32 by zeros among the first four bytes and skips a byte order mark. The
     * bytes are therefore checked first, so that the library only gets UTF-8 that starts with an object.
     */
    private static final int DETECTED_FROM = 4;

    private final JsonFactory factory = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /**
     * A reader inside the outermost object.
     *
     * @throws MalformedRecordException when the bytes are not UTF-8 or do not start with an object
     */
    public RecordReader open(byte[] value) throws IOException {
        if (!startsObject(value) || !Utf8.isWellFormed(value)) {
            throw new MalformedRecordException(RecordReader.NOT_ONE_OBJECT);
        }
        JsonParser parser = factory.createParser(value);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            parser.close();
            throw new MalformedRecordException(RecordReader.NOT_ONE_OBJECT);
        }
        return new RecordReader(parser);
    }

    private static boolean startsObject(byte[] value) {
        for (int i = 0; i < Math.min(DETECTED_FROM, value.length); i++) {
            if (value[i] == 0) {
                return false;
            }
        }
        int at = 0;
        while (at < value.length && isWhitespace(value[at])) {
            at++;
        }
        return at < value.length && value[at] == '{';
    }

    private static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
