package io.convergence.gateway.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the key in a body that is refused as malformed, so that the refusal counts for the app's owner. */
final class ReadableKey {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private ReadableKey() {}

    /** The first text named {@code key} of the outermost object, as far as the body is JSON; or null. */
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
            // Not readable up to there.
        }
        return null;
    }

    /** Keys of the registry hold no control characters and no surrounding space. */
    private static String clean(String key) {
        return key.replaceAll("\\p{Cntrl}", "").strip();
    }
}
