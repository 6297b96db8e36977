package io.convergence.core.crash;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object in memory, with getters that answer a default where a member is absent or of another type. */
final class JsonTree {
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /** An object without members. */
    static final JsonTree EMPTY = new JsonTree();

    private final Map<String, Object> members = new HashMap<>();

    private JsonTree() {}

    /** The objects of a text that has one or several of them, one after the other. */
    static List<JsonTree> allOf(String text) throws IOException {
        List<JsonTree> trees = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                if (value(parser) instanceof JsonTree tree) {
                    trees.add(tree);
                }
            }
        }
        return trees;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** The objects of an array. */
    List<JsonTree> objects(String name) {
        List<JsonTree> objects = new ArrayList<>();
        if (members.get(name) instanceof List<?> array) {
            for (Object element : array) {
                if (element instanceof JsonTree object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    String text(String name, String absent) {
        return members.get(name) instanceof String text ? text : absent;
    }

    long number(String name, long absent) {
        return members.get(name) instanceof Number number ? number.longValue() : absent;
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            default -> null;
        };
    }

    private static JsonTree object(JsonParser parser) throws IOException {
        JsonTree tree = new JsonTree();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                tree.members.put(name, value);
            }
        }
        return tree;
    }
}
