package io.convergence.core.yaml;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Node of a document's tree: a mapping, a list or a scalar, independent of the library that parsed it. */
public sealed interface Node {
    /** Line in the text, from 1. */
    int line();

    /** Name of the node's type for messages, such as "a list". */
    String noun();

    /**
     * Mapping with distinct keys.
     *
     * @param line where it starts
     * @param fields keys and values in the order of the text
     */
    record Mapping(int line, List<Field> fields) implements Node {
        public Mapping {
            fields = List.copyOf(fields);
        }

        /** The value of a key, or null without the key. */
        public @Nullable Node value(String key) {
            for (Field field : fields) {
                if (field.key().equals(key)) {
                    return field.value();
                }
            }
            return null;
        }

        /** The text of a key whose value is a scalar, otherwise null. */
        public @Nullable String text(String key) {
            return value(key) instanceof Scalar scalar ? scalar.text() : null;
        }

        @Override
        public String noun() {
            return "a mapping";
        }
    }

    /**
     * Key of a mapping with its value.
     *
     * @param line of the key
     * @param key without quotes
     * @param value any node
     */
    record Field(int line, String key, Node value) {}

    /**
     * List.
     *
     * @param line where it starts
     * @param items any nodes
     */
    record Sequence(int line, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String noun() {
            return "a list";
        }
    }

    /**
     * Single value.
     *
     * @param line where it starts
     * @param type its type
     * @param text as it is written, without quotes and with escapes decoded
     */
    record Scalar(int line, ScalarType type, String text) implements Node {
        @Override
        public String noun() {
            return type.noun;
        }

        /** Whether it is null, which means the same as a field that is left out. */
        public boolean isNull() {
            return type == ScalarType.NULL;
        }
    }

    /** Type of a scalar. Without quotes it follows the core schema of YAML 1.2.2, section 10.3.2; in quotes it is text. */
    enum ScalarType {
        TEXT("text"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("nothing");

        private static final Pattern NUMBERS =
                Pattern.compile("[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?|0o[0-7]++|0x[0-9a-fA-F]++"
                        + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
        private static final List<String> BOOLEANS = List.of("true", "True", "TRUE", "false", "False", "FALSE");
        private static final List<String> NULLS = List.of("", "~", "null", "Null", "NULL");

        private final String noun;

        ScalarType(String noun) {
            this.noun = noun;
        }

        /** The type of a scalar without quotes. */
        static ScalarType ofPlain(String text) {
            if (NULLS.contains(text)) {
                return NULL;
            }
            if (BOOLEANS.contains(text)) {
                return BOOLEAN;
            }
            return NUMBERS.matcher(text).matches() ? NUMBER : TEXT;
        }
    }
}
