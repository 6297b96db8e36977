package io.convergence.core.yaml;

import java.util.List;
import java.util.regex.Pattern;

/** A node of a document, apart from the library that read it. */
public sealed interface Node {
    /** Line in the text, from 1. */
    int line();

    /** What it is, for messages. */
    String noun();

    /**
     * Fields in the order of the text, each key once.
     *
     * @param line where it starts
     * @param fields keys and values
     */
    record Mapping(int line, List<Field> fields) implements Node {
        public Mapping {
            fields = List.copyOf(fields);
        }

        @Override
        public String noun() {
            return "a mapping";
        }
    }

    /**
     * A key and its value.
     *
     * @param line of the key
     * @param key as written, without quotes
     * @param value any node
     */
    record Field(int line, String key, Node value) {}

    /**
     * A list.
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
     * A single value.
     *
     * @param line where it starts
     * @param type what it stands for
     * @param text as written, without quotes
     */
    record Scalar(int line, ScalarType type, String text) implements Node {
        @Override
        public String noun() {
            return type.noun;
        }

        /** Whether nothing is there: the field may as well have been left out. */
        public boolean isNothing() {
            return type == ScalarType.NOTHING;
        }
    }

    /** What a scalar without quotes stands for: the core schema of YAML 1.2.2, section 10.3.2. */
    enum ScalarType {
        TEXT("text"),
        NUMBER("a number"),
        FLAG("true or false"),
        NOTHING("nothing");

        private static final Pattern NUMBERS =
                Pattern.compile("[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?|0o[0-7]++|0x[0-9a-fA-F]++"
                        + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
        private static final List<String> FLAGS = List.of("true", "True", "TRUE", "false", "False", "FALSE");
        private static final List<String> NOTHINGS = List.of("", "~", "null", "Null", "NULL");

        private final String noun;

        ScalarType(String noun) {
            this.noun = noun;
        }

        /** The type of a scalar that is written without quotes. */
        static ScalarType ofPlain(String text) {
            if (NOTHINGS.contains(text)) {
                return NOTHING;
            }
            if (FLAGS.contains(text)) {
                return FLAG;
            }
            return NUMBERS.matcher(text).matches() ? NUMBER : TEXT;
        }
    }
}
