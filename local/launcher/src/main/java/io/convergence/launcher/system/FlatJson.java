package io.convergence.launcher.system;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Reader for the top level of the JSON objects that the job publishes. Not thread-safe. */
public final class FlatJson {
    private final JsonFactory json = new JsonFactory();

    /**
     * The scalar members of an object as text, and those of objects inside it under their path, such as
     * {@code evidence.views}; members that are null or arrays are left out.
     */
    public Map<String, String> members(byte[] object) {
        try (JsonParser parser = json.createParser(object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            Map<String, String> members = new HashMap<>();
            read(parser, "", members);
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException("a record that the job published is not JSON", e);
        }
    }

    private static void read(JsonParser parser, String prefix, Map<String, String> members) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                read(parser, path + '.', members);
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                members.put(path, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }
}
