package io.convergence.core.ingest;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object for tests whose fields can be replaced and left out. Values are JSON text. */
public record Json(Map<String, String> fields) {

    /** The object of a text block with one {@code name: value} pair per line. */
    public static Json of(String lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        lines.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> fields.put(
                        line.substring(0, line.indexOf(':')).strip(),
                        line.substring(line.indexOf(':') + 1).strip()));
        return new Json(fields);
    }

    /** A copy with a field added or replaced. */
    public Json with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new Json(changed);
    }

    /** A copy without a field. */
    public Json without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return new Json(changed);
    }

    /** The object as JSON text. */
    public String text() {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(joining(",", "{", "}"));
    }

    /** The object as JSON in UTF-8. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
