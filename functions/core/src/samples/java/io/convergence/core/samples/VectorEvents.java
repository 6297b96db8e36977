package io.convergence.core.samples;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vectors of the second plane that several modules test: canonical events, and the rows that they become. */
public final class VectorEvents {
    private static final Path FOLDER = Path.of("functions/core/src/test/resources/vectors/events");

    private VectorEvents() {}

    /** The events of a file, in the order of their arrival. */
    public static List<RumEvent> read(String file) {
        return cases(file, "events").stream()
                .map(VectorEvents::event)
                .toList();
    }

    /** The event of an object. */
    public static RumEvent event(Map<String, Object> object) {
        Map<String, Double> measures = new HashMap<>();
        map(object, "measures").forEach((name, value) -> measures.put(name, (Double) value));
        return new RumEvent(
                text(object, "id"),
                text(object, "tenant"),
                text(object, "app"),
                requireNonNull(EventType.of(text(object, "type"))),
                (long) number(object, "received_at"),
                (long) number(object, "at"),
                (String) object.get("session"),
                (String) object.get("view"),
                (String) object.get("host"),
                (String) object.get("page"),
                name(object),
                value(object),
                measures,
                texts(map(object, "labels")),
                texts(map(object, "tags")));
    }

    /** The name; a vital without one gets one, because a decoder refuses it otherwise. */
    private static @Nullable String name(Map<String, Object> object) {
        String name = (String) object.get("name");
        return name == null && isType(object, EventType.VITAL) ? "lcp" : name;
    }

    /** The value; a metric or vital without one gets one, because a decoder refuses it otherwise. */
    private static @Nullable Double value(Map<String, Object> object) {
        Double value = (Double) object.get("value");
        boolean isRequired = isType(object, EventType.METRIC) || isType(object, EventType.VITAL);
        return value == null && isRequired ? (Double) 1.0 : value;
    }

    private static boolean isType(Map<String, Object> object, EventType type) {
        return EventType.of(text(object, "type")) == type;
    }

    private static Map<String, String> texts(Map<String, Object> object) {
        Map<String, String> texts = new HashMap<>();
        object.forEach((name, value) -> texts.put(name, (String) value));
        return texts;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.getOrDefault(name, Map.of());
    }

    /** The objects under a name of a file. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> cases(String file, String name) {
        return (List<Map<String, Object>>) requireNonNull(content(file).get(name));
    }

    /** The text under a name of an object. */
    public static String text(Map<String, Object> object, String name) {
        return (String) requireNonNull(object.get(name));
    }

    /** The number under a name of an object. */
    public static double number(Map<String, Object> object, String name) {
        return (Double) requireNonNull(object.get(name));
    }

    /** The whole of a file. */
    public static Map<String, Object> content(String file) {
        try {
            return object(Files.readAllBytes(path(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object of a JSON text. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(byte[] json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return (Map<String, Object>) requireNonNull(parsed(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of a file, from the folder of any module. */
    public static Path path(String file) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve(FOLDER))) {
            root = requireNonNull(root.getParent());
        }
        return root.resolve(FOLDER).resolve(file);
    }

    private static @Nullable Object parsed(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    object.put(name, parsed(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(parsed(parser));
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
