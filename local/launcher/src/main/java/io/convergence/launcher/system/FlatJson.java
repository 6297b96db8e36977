package io.convergence.launcher.system;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reader of the JSON objects that the job publishes. Not thread-safe. */
public final class FlatJson {
    private static final String NO_JSON = "a record that the job published is not JSON";

    private final JsonFactory json = new JsonFactory();

    /**
     * The scalar members of an object as text, and those of objects inside it under their path, such as
     * {@code evidence.views}; members that are null or arrays are left out.
     */
    public Map<String, String> members(byte[] object) {
        try (JsonParser parser = json.createParser(object)) {
            start(parser);
            Map<String, String> members = new HashMap<>();
            read(parser, "", members);
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException(NO_JSON, e);
        }
    }

    /**
     * The scalar members at the top level with the given names, as text. Reads no further than the last of them, so that
     * few members of many large records cost little.
     */
    public Map<String, String> members(byte[] object, Set<String> names) {
        try (JsonParser parser = json.createParser(object)) {
            start(parser);
            Map<String, String> members = new HashMap<>();
            while (members.size() < names.size() && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL && names.contains(name)) {
                    members.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException(NO_JSON, e);
        }
    }

    private static void start(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("not a JSON object");
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
