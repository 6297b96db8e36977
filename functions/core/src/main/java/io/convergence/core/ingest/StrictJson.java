package io.convergence.core.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/**
 * Opens bytes as one strict JSON object (RFC 8259) in UTF-8 without a byte order mark. Thread-safe; meant to be kept,
 * because it remembers the field names it has read.
 */
public final class StrictJson {
    /** Most bytes of a record or a browser payload; what is longer is refused unparsed. */
    public static final int MAX_BYTES = 16_384;

    /** Deepest nesting of arrays and objects, the outermost object included. */
    public static final int MAX_DEPTH = 3;

    /*
     * The JSON library guesses UTF-16 and UTF-32 from zeros among the first four bytes and skips a byte order mark.
     * The bytes are therefore checked before it sees them: it is left with UTF-8 that starts an object.
     */
    private static final int GUESSED_FROM = 4;

    private final JsonFactory factory = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /**
     * A reader inside the outermost object.
     *
     * @throws MalformedRecordException when the bytes are no UTF-8 or start no object
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
        for (int i = 0; i < Math.min(GUESSED_FROM, value.length); i++) {
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
