package io.convergence.core.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the fields of one mapping. Every field that a method is called for becomes a known field; {@link
 * #reportUnknown} reports the others. A field without a value ({@code null}, {@code ~} or nothing) counts as left out.
 * Methods return null for a field that is left out or has the wrong type; the wrong type is reported.
 */
public final class Fields {
    private final Node.Mapping mapping;
    private final String path;
    private final DocumentProblems problems;
    private final Map<String, Node.Field> byName = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * A reader of a mapping.
     *
     * @param path of the mapping, from the outermost field; empty for the document itself
     * @param problems of the document
     */
    public Fields(Node.Mapping mapping, String path, DocumentProblems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
        mapping.fields().forEach(field -> byName.put(field.key(), field));
    }

    /** Position of the mapping. */
    public SourcePosition position() {
        return new SourcePosition(mapping.line(), path);
    }

    /** Position of a field; the line of the mapping when the field is left out. */
    public SourcePosition position(String name) {
        Node.Field field = byName.get(name);
        return new SourcePosition(field == null ? mapping.line() : field.line(), pathOf(path, name));
    }

    /** Problems of the document. */
    public DocumentProblems problems() {
        return problems;
    }

    /** Adds an error at a field. */
    public void error(String name, String message) {
        problems.error(position(name), message);
    }

    /** Adds a warning at a field. */
    public void warning(String name, String message) {
        problems.warning(position(name), message);
    }

    /** Names of all fields, in the order of the text. */
    public List<String> names() {
        return mapping.fields().stream().map(Node.Field::key).toList();
    }

    /** Whether a field has a value. */
    public boolean has(String name) {
        return get(name) != null;
    }

    /** An optional field, or null. */
    @Nullable
    public Value get(String name) {
        known.add(name);
        Node.Field field = byName.get(name);
        if (field == null || (field.value() instanceof Node.Scalar scalar && scalar.isNull())) {
            return null;
        }
        return new Value(field.line(), field.value(), pathOf(path, name), problems);
    }

    /**
     * A required field; when it is left out, this is reported.
     *
     * @param expected what its value must be, for the message
     */
    @Nullable
    public Value require(String name, String expected) {
        Value value = get(name);
        if (value == null) {
            error(name, "is missing: " + expected);
        }
        return value;
    }

    /** An optional text, which may be blank. */
    @Nullable
    public String anyText(String name) {
        Value value = get(name);
        return value == null ? null : value.anyText();
    }

    /** An optional text that is one line and not blank. */
    @Nullable
    public String text(String name) {
        Value value = get(name);
        return value == null ? null : value.text();
    }

    /** A required text that is one line and not blank. */
    @Nullable
    public String requiredText(String name, String expected) {
        Value value = require(name, expected);
        return value == null ? null : value.text();
    }

    /** The texts in an optional list of at most {@code max} items, each one line and not blank; empty when it is left out. */
    public List<String> texts(String name, int max) {
        return items(name, max).stream()
                .map(Value::text)
                .filter(text -> text != null)
                .toList();
    }

    /** An optional {@code true} or {@code false}. */
    @Nullable
    public Boolean flag(String name) {
        Value value = get(name);
        return value == null ? null : value.flag();
    }

    /** An optional mapping. */
    @Nullable
    public Fields fields(String name) {
        Value value = get(name);
        return value == null ? null : value.fields();
    }

    /** A required mapping. */
    @Nullable
    public Fields requiredFields(String name, String expected) {
        Value value = require(name, expected);
        return value == null ? null : value.fields();
    }

    /** The items of an optional list of at most {@code max} items; empty when it is left out or not such a list. */
    public List<Value> items(String name, int max) {
        Value value = get(name);
        List<Value> items = value == null ? null : value.items(max);
        return items == null ? List.of() : items;
    }

    /** Reports every field for which no method has been called. */
    public void reportUnknown() {
        List<String> unknown = new ArrayList<>(names());
        unknown.removeAll(known);
        for (String name : unknown) {
            error(name, "is unknown here; known are " + String.join(", ", known));
        }
    }

    /** Path of a field of the mapping at a path. */
    static String pathOf(String path, String name) {
        String clean = QuotedText.oneLine(name);
        return path.isEmpty() ? clean : path + '.' + clean;
    }
}
