package io.convergence.gateway.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Search for the key in a malformed body, so that its refusal can be counted for the tenant of the key. */
final class ReadableKey {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private ReadableKey() {}

    /** The first text field {@code key} of the outermost object before the body stops being JSON, or null. */
    static @Nullable String of(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isKey = parser.currentName().equals("key");
                JsonToken value = parser.nextToken();
                if (isKey && value == JsonToken.VALUE_STRING) {
                    return clean(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // The body is not JSON from here on.
        }
        return null;
    }

    /** Keys of the registry contain no control characters and no surrounding space. */
    private static String clean(String key) {
        return key.replaceAll("\\p{Cntrl}", "").strip();
    }
}
