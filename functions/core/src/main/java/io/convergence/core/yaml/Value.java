package io.convergence.core.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A node that is there, at its path. What it is asked for and is not, it reports and answers with null.
 *
 * @param line of its key, or its own in a list
 * @param node anything but nothing
 * @param path from the outermost field
 * @param problems of its document
 */
public record Value(int line, Node node, String path, DocumentProblems problems) {
    /** Few enough digits for exact arithmetic, and no exponent. */
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})");

    public Place place() {
        return new Place(line, path);
    }

    public void error(String message) {
        problems.error(place(), message);
    }

    public void warning(String message) {
        problems.warning(place(), message);
    }

    /** Any text. */
    @Nullable
    String text() {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.TEXT) {
            return scalar.text();
        }
        error(node instanceof Node.Scalar ? "must be text, not " + node.noun() + ": put it in quotes" : not("text"));
        return null;
    }

    /** Text that is not blank. */
    @Nullable
    public String word() {
        String text = text();
        if (text != null && text.isBlank()) {
            error("must not be empty");
            return null;
        }
        return text;
    }

    /** {@code true} or {@code false}. */
    @Nullable
    public Boolean flag() {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.FLAG) {
            return Boolean.valueOf(scalar.text());
        }
        error(not("true or false"));
        return null;
    }

    /** A plain decimal, exact as it is written. */
    @Nullable
    public BigDecimal decimal() {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.ScalarType.NUMBER) {
            if (DECIMAL.matcher(scalar.text()).matches()) {
                return new BigDecimal(scalar.text());
            }
            error("must be a plain decimal of at most 18 digits before and after the point, not "
                    + Shown.of(scalar.text()));
        } else {
            error(not("a number"));
        }
        return null;
    }

    /** The fields of a mapping. */
    @Nullable
    public Fields fields() {
        if (node instanceof Node.Mapping mapping) {
            return new Fields(mapping, path, problems);
        }
        error(not("a mapping"));
        return null;
    }

    /** The items of a list that are something; those that are nothing are reported. */
    @Nullable
    public List<Value> items() {
        if (!(node instanceof Node.Sequence sequence)) {
            error(not("a list"));
            return null;
        }
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Node at = sequence.items().get(i);
            Value item = new Value(at.line(), at, path + '[' + i + ']', problems);
            if (at instanceof Node.Scalar scalar && scalar.isNothing()) {
                item.error("must not be empty");
            } else {
                items.add(item);
            }
        }
        return items;
    }

    /** The items of a list of at most so many. */
    @Nullable
    public List<Value> items(int most) {
        List<Value> items = items();
        if (items != null && items.size() > most) {
            error("must hold at most " + most + ", not " + items.size());
            return null;
        }
        return items;
    }

    private String not(String expected) {
        return "must be " + expected + ", not " + node.noun();
    }
}
