package io.convergence.core.testing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reader of the expected results of the second plane: objects as maps, arrays as lists, numbers as doubles. */
public final class EventVectors {
    private EventVectors() {}

    /** The cases under a name of a file. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> cases(String file, String name) {
        return (List<Map<String, Object>>) requireNonNull(read(file).get(name));
    }

    /** The text under a name of a case. */
    public static String text(Map<String, Object> one, String name) {
        return (String) requireNonNull(one.get(name));
    }

    /** The number under a name of a case. */
    public static double number(Map<String, Object> one, String name) {
        return (Double) requireNonNull(one.get(name));
    }

    /** The whole of a file. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> read(String file) {
        try (InputStream json = EventVectors.class.getResourceAsStream("/vectors/events/" + file);
                JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return (Map<String, Object>) requireNonNull(value(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                return array;
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            case VALUE_NULL -> {
                return null;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            default -> {
                return parser.getDoubleValue();
            }
        }
    }
}
