package io.convergence.core.yaml;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writer of a tree of nodes as compact JSON, which parses to the same tree. A YAML number that JSON has no notation for is
 * written as an equal decimal, or else as text. Characters that YAML refuses or treats as line breaks are escaped.
 */
public final class JsonText {
    /** RFC 8259, section 6. */
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][-+]?[0-9]++)?");

    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]++\\.?[0-9]*+|\\.[0-9]++)");

    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    /** The JSON of a node. */
    public static String of(Node node) {
        JsonText text = new JsonText();
        text.write(node);
        return text.json.toString();
    }

    private void write(Node node) {
        if (node instanceof Node.Mapping mapping) {
            char before = '{';
            for (Node.Field field : mapping.fields()) {
                json.append(before);
                quote(field.key());
                json.append(':');
                write(field.value());
                before = ',';
            }
            json.append(before == '{' ? "{}" : "}");
        } else if (node instanceof Node.Sequence sequence) {
            char before = '[';
            for (Node item : sequence.items()) {
                json.append(before);
                write(item);
                before = ',';
            }
            json.append(before == '[' ? "[]" : "]");
        } else if (node instanceof Node.Scalar scalar) {
            write(scalar);
        }
    }

    private void write(Node.Scalar scalar) {
        String text = scalar.text();
        switch (scalar.type()) {
            case NULL -> json.append("null");
            case BOOLEAN -> json.append(text.toLowerCase(Locale.ROOT));
            case NUMBER -> number(text);
            case TEXT -> quote(text);
        }
    }

    private void number(String text) {
        if (JSON_NUMBER.matcher(text).matches()) {
            json.append(text);
        } else if (DECIMAL.matcher(text).matches()) {
            json.append(new BigDecimal(text).toPlainString());
        } else {
            quote(text);
        }
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (isEscaped(c)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /**
     * Whether a character is a control character, or one that YAML 1.2.2 (sections 5.1, 5.2, 5.4) excludes, reads as a byte
     * order mark or reads as a line break.
     */
    private static boolean isEscaped(char c) {
        return c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == '\u2028' || c == '\u2029' || c == '\ufeff' || c >= '\ufffe';
    }
}
