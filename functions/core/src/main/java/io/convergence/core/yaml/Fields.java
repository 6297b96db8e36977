package io.convergence.core.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a mapping. Those that were never asked for are unknown, which {@link #end} reports. For one reading. */
public final class Fields {
    private final Node.Mapping mapping;
    private final String path;
    private final DocumentProblems problems;
    private final Map<String, Node.Field> byName = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    public Fields(Node.Mapping mapping, String path, DocumentProblems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
        mapping.fields().forEach(field -> byName.put(field.key(), field));
    }

    /** Where the mapping stands. */
    public Place place() {
        return new Place(mapping.line(), path);
    }

    /** Where a field stands, or would. */
    public Place place(String name) {
        Node.Field field = byName.get(name);
        return new Place(field == null ? mapping.line() : field.line(), below(name));
    }

    public DocumentProblems problems() {
        return problems;
    }

    public void error(String name, String message) {
        problems.error(place(name), message);
    }

    public void warning(String name, String message) {
        problems.warning(place(name), message);
    }

    /** Names in the order of the text. */
    public List<String> names() {
        return mapping.fields().stream().map(Node.Field::key).toList();
    }

    /** Whether a field is there and something. */
    public boolean has(String name) {
        return get(name) != null;
    }

    /** A field that may be left out; null when it is, or is nothing. */
    @Nullable
    public Value get(String name) {
        known.add(name);
        Node.Field field = byName.get(name);
        if (field == null || (field.value() instanceof Node.Scalar scalar && scalar.isNothing())) {
            return null;
        }
        return new Value(field.line(), field.value(), below(name), problems);
    }

    /** A field that must be there. */
    @Nullable
    public Value require(String name, String what) {
        Value value = get(name);
        if (value == null) {
            error(name, "is missing: " + what);
        }
        return value;
    }

    @Nullable
    public String text(String name) {
        Value value = get(name);
        return value == null ? null : value.text();
    }

    @Nullable
    public String word(String name) {
        Value value = get(name);
        return value == null ? null : value.word();
    }

    @Nullable
    public String requiredWord(String name, String what) {
        Value value = require(name, what);
        return value == null ? null : value.word();
    }

    @Nullable
    public Boolean flag(String name) {
        Value value = get(name);
        return value == null ? null : value.flag();
    }

    @Nullable
    BigDecimal decimal(String name) {
        Value value = get(name);
        return value == null ? null : value.decimal();
    }

    @Nullable
    public Fields fields(String name) {
        Value value = get(name);
        return value == null ? null : value.fields();
    }

    @Nullable
    public Fields requiredFields(String name, String what) {
        Value value = require(name, what);
        return value == null ? null : value.fields();
    }

    /** The items of a list of at most so many, which may be left out. */
    public List<Value> items(String name, int most) {
        Value value = get(name);
        List<Value> items = value == null ? null : value.items(most);
        return items == null ? List.of() : items;
    }

    /** A reference to a document by name. */
    @Nullable
    public Reference reference(String name) {
        String target = word(name);
        return target == null ? null : new Reference(target, place(name));
    }

    /** Reports every field that was not asked for. */
    public void end() {
        List<String> unknown = new ArrayList<>(names());
        unknown.removeAll(known);
        for (String name : unknown) {
            error(name, "is unknown here; known are " + String.join(", ", known));
        }
    }

    private String below(String name) {
        String shown = Shown.oneLine(name);
        return path.isEmpty() ? shown : path + '.' + shown;
    }
}
