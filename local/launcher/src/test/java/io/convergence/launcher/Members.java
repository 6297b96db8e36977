package io.convergence.launcher;

import io.convergence.launcher.system.FlatJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The scalar members of a JSON object.
 *
 * @param texts by name; those that are null are left out
 */
record Members(Map<String, String> texts) {

    static Members of(String json) {
        return new Members(new FlatJson().members(json.getBytes(StandardCharsets.UTF_8)));
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new AssertionError("no " + name + " in " + texts);
        }
        return text;
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    double decimal(String name) {
        return Double.parseDouble(text(name));
    }

    /** Whether a member is there and true. */
    boolean flag(String name) {
        return Boolean.parseBoolean(texts.get(name));
    }

    /** Several members in one text, {@code -} for those that are null. */
    String joined(String... names) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            joined.append(joined.length() == 0 ? "" : " ").append(texts.getOrDefault(name, "-"));
        }
        return joined.toString();
    }
}
