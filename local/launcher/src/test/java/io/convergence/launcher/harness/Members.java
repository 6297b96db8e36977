package io.convergence.launcher.harness;

import io.convergence.launcher.system.FlatJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The scalar members of a JSON object.
 *
 * @param texts by name; those that are null are left out
 */
public record Members(Map<String, String> texts) {

    public static Members of(String json) {
        return new Members(new FlatJson().members(json.getBytes(StandardCharsets.UTF_8)));
    }

    public boolean has(String name) {
        return texts.containsKey(name);
    }

    public String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new AssertionError("no " + name + " in " + texts);
        }
        return text;
    }

    public long number(String name) {
        return Long.parseLong(text(name));
    }

    public double decimal(String name) {
        return Double.parseDouble(text(name));
    }

    /** Whether a member is there and true. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(texts.get(name));
    }

    /** Several members in one text, {@code -} for those that are null. */
    public String joined(String... names) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            joined.append(joined.length() == 0 ? "" : " ").append(texts.getOrDefault(name, "-"));
        }
        return joined.toString();
    }
}
