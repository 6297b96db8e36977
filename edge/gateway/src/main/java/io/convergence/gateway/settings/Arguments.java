package io.convergence.gateway.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The command line: {@code --key value}, {@code --key=value} and {@code --config FILE}, a properties file in UTF-8. What
 * comes later wins.
 */
public final class Arguments {
    private static final String FILE = "config";

    private final Map<String, String> given = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private Arguments() {}

    /**
     * Every key that a command line gives, with its value.
     *
     * @throws InvalidSettings with every argument that cannot be read
     */
    public static Map<String, String> parse(String... arguments) {
        Arguments parsed = new Arguments();
        int next = 0;
        while (next < arguments.length) {
            next = parsed.take(arguments, next);
        }
        if (!parsed.problems.isEmpty()) {
            throw new InvalidSettings(parsed.problems);
        }
        return parsed.given;
    }

    /** Takes the argument at a position, and its value; tells the position after them. */
    private int take(String[] arguments, int at) {
        String argument = arguments[at];
        if (!argument.startsWith("--") || argument.length() == 2) {
            problems.add("argument " + (at + 1) + ": an option begins with two dashes: --key value or --key=value");
            return at + 1;
        }
        int equals = argument.indexOf('=');
        if (equals > 0) {
            put(argument.substring(2, equals), argument.substring(equals + 1));
            return at + 1;
        }
        if (at + 1 == arguments.length || arguments[at + 1].startsWith("--")) {
            problems.add(argument + ": a value is missing; one that begins with two dashes is written --key=value");
            return at + 1;
        }
        put(argument.substring(2), arguments[at + 1]);
        return at + 2;
    }

    private void put(String key, String value) {
        if (key.equals(FILE)) {
            read(value);
        } else {
            given.put(key, value);
        }
    }

    private void read(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("--config: " + file + " is not a readable properties file in UTF-8");
        }
        properties.stringPropertyNames().forEach(key -> given.put(key, properties.getProperty(key)));
    }
}
