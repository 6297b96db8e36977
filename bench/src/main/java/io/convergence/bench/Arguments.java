package io.convergence.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a measurement is told: {@code --name value}, or {@code --name} alone for a flag. */
public final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads arguments.
     *
     * @param known the names there are
     */
    public Arguments(List<String> arguments, Set<String> known) {
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i).replaceFirst("^--", "");
            if (!known.contains(name)) {
                throw new IllegalArgumentException(arguments.get(i) + " is none of " + known);
            }
            boolean isFlag = i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--");
            values.put(name, isFlag ? "true" : arguments.get(++i));
        }
    }

    /** A number. */
    public int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** A flag. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(values.get(name));
    }

    /** A text. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
