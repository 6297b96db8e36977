package io.convergence.core.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Value of a field or item of a list, with its position. Each conversion returns null when the node has another type,
 * and reports this.
 *
 * @param line of the field's key, or of the item itself in a list
 * @param node any node except null
 * @param path from the outermost field
 * @param problems of the document
 */
public record Value(int line, Node node, String path, DocumentProblems problems) {
    /** No exponent, and few enough digits for exact arithmetic. */
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?[0-9]{1,18}");

    /** Position in the text. */
    public SourcePosition position() {
        return new SourcePosition(line, path);
    }

    /** Adds an error at this value. */
    public void error(String message) {
        problems.error(position(), message);
    }

    /** Adds a warning at this value. */
    public void warning(String message) {
        problems.warning(position(), message);
    }

    /** A text, which may be blank and have several lines. */
    @Nullable
    public String anyText() {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.TEXT) {
            return scalar.text();
        }
        error(
                node instanceof Node.Scalar
                        ? "must be text, not " + node.noun() + ": put it in quotes"
                        : mismatch("text"));
        return null;
    }

    /** A text that is one line and not blank. The line break at the end of a block scalar is removed. */
    @Nullable
    public String text() {
        String text = anyText();
        String line = text == null ? null : oneLine(text);
        if (line != null && line.isBlank()) {
            error("must not be empty");
            return null;
        }
        return line;
    }

    /** The text of any scalar, as it is written: one line, which may be blank. */
    @Nullable
    public String scalarText() {
        if (node instanceof Node.Scalar scalar) {
            return oneLine(scalar.text());
        }
        error(mismatch("text"));
        return null;
    }

    /** {@code true} or {@code false}. */
    @Nullable
    public Boolean flag() {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.BOOLEAN) {
            return Boolean.valueOf(scalar.text());
        }
        error(mismatch("true or false"));
        return null;
    }

    /** A decimal number, exactly as it is written. */
    @Nullable
    public BigDecimal decimal() {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.NUMBER) {
            if (DECIMAL.matcher(scalar.text()).matches()) {
                return new BigDecimal(scalar.text());
            }
            error("must be a plain decimal of at most 18 digits before and after the point, not "
                    + QuotedText.of(scalar.text()));
        } else {
            error(mismatch("a number"));
        }
        return null;
    }

    /**
     * A whole number.
     *
     * @param min least value, inclusive
     * @param max greatest value, inclusive
     */
    @Nullable
    public Long wholeNumber(long min, long max) {
        String rule = "a whole number from " + min + " to " + max;
        if (!(node instanceof Node.Scalar scalar) || scalar.type() != Node.ScalarType.NUMBER) {
            error(mismatch(rule));
            return null;
        }
        boolean isWhole = WHOLE_NUMBER.matcher(scalar.text()).matches();
        long number = isWhole ? Long.parseLong(scalar.text()) : 0;
        if (!isWhole || number < min || number > max) {
            error("must be " + rule + ", not " + QuotedText.of(scalar.text()));
            return null;
        }
        return number;
    }

    /** The fields of a mapping. */
    @Nullable
    public Fields fields() {
        if (node instanceof Node.Mapping mapping) {
            return new Fields(mapping, path, problems);
        }
        error(mismatch("a mapping"));
        return null;
    }

    /** The items of a list; items that are null are reported and left out. */
    @Nullable
    public List<Value> items() {
        if (!(node instanceof Node.Sequence sequence)) {
            error(mismatch("a list"));
            return null;
        }
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Node itemNode = sequence.items().get(i);
            Value item = new Value(itemNode.line(), itemNode, pathOf(path, i), problems);
            if (itemNode instanceof Node.Scalar scalar && scalar.isNull()) {
                item.error("must not be empty");
            } else {
                items.add(item);
            }
        }
        return items;
    }

    /** The items of a list of at most {@code max} items. */
    @Nullable
    public List<Value> items(int max) {
        List<Value> items = items();
        if (items != null && items.size() > max) {
            error("must hold at most " + max + ", not " + items.size());
            return null;
        }
        return items;
    }

    /** Path of an item of the list at a path. */
    static String pathOf(String path, int index) {
        return path + '[' + index + ']';
    }

    private @Nullable String oneLine(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (ControlCharacters.isIn(line)) {
            error(ControlCharacters.IN_VALUE);
            return null;
        }
        return line;
    }

    private String mismatch(String expected) {
        return "must be " + expected + ", not " + node.noun();
    }
}
