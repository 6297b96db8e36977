package io.convergence.launcher.harness;

import io.convergence.launcher.system.FlatJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The scalar members of a JSON object.
 *
 * @param texts texts by name, without members that are null
 */
public record Members(Map<String, String> texts) {

    /** The members of an object. */
    public static Members of(String json) {
        return new Members(new FlatJson().members(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether there is a member. */
    public boolean has(String name) {
        return texts.containsKey(name);
    }

    /** The text of a member that exists. */
    public String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new AssertionError("no " + name + " in " + texts);
        }
        return text;
    }

    /** A member as whole number. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /** A member as decimal number. */
    public double decimal(String name) {
        return Double.parseDouble(text(name));
    }

    /** Whether a member exists and is true. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(texts.get(name));
    }

    /** Several members separated by spaces, with {@code -} for a missing one. */
    public String joined(String... names) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            joined.append(joined.length() == 0 ? "" : " ").append(texts.getOrDefault(name, "-"));
        }
        return joined.toString();
    }
}
