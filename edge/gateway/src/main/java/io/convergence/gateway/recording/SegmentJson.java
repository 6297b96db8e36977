package io.convergence.gateway.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a segment in one JSON object, {@code {"session_id", "view_id", "index", "consent", "events": [records]}}. The
 * view, the index and the consent may be absent. The records are only skipped here; {@link RecordingMask} reads them.
 */
public final class SegmentJson {
    private static final String EVENTS = "events";
    private static final int MAX_TEXT = 1024;
    private static final String FORM =
            "the segment must be a JSON object with session_id, view_id, index, consent and the array events";

    /** Field of the form by field of the object. */
    private static final Map<String, String> FIELDS =
            Map.of("session_id", "session_id", "view_id", "view_id", "index", "index_in_view");

    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable Boolean consent;

    private SegmentJson() {}

    /** The segment of a body. */
    public static SegmentUpload read(byte[] body) throws RefusedSegmentException {
        SegmentJson fields = new SegmentJson();
        try (JsonParser parser = SegmentReader.JSON.createParser(body)) {
            boolean isComplete = parser.nextToken() == JsonToken.START_OBJECT && fields.read(parser);
            if (!isComplete || parser.nextToken() != null || !fields.names.contains(EVENTS)) {
                throw RefusedSegmentException.malformed(FORM);
            }
        } catch (IOException e) {
            // The bytes are in memory, so only their content can be at fault.
            throw RefusedSegmentException.malformed(FORM);
        }
        return new SegmentUpload(new SegmentForm(fields.texts), body, EVENTS, fields.consent);
    }

    /** Reads the fields up to the end of the object; returns whether each is known, of its type, and there once. */
    private boolean read(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!names.add(name) || !readField(name, value, parser)) {
                return false;
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT;
    }

    private boolean readField(String name, JsonToken value, JsonParser parser) throws IOException {
        if (name.equals(EVENTS)) {
            parser.skipChildren();
            return value == JsonToken.START_ARRAY;
        }
        if (name.equals("consent")) {
            consent = value == JsonToken.VALUE_TRUE;
            return value.isBoolean();
        }
        String field = FIELDS.get(name);
        JsonToken type = name.equals("index") ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING;
        if (field == null || value != type || parser.getTextLength() > MAX_TEXT) {
            return false;
        }
        texts.put(field, parser.getText());
        return true;
    }
}
