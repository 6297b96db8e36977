package io.convergence.core.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reader of a command line of settings: {@code --key value}, {@code --key=value} and {@code --config FILE}, a properties
 * file in UTF-8. A later value of a key replaces an earlier one.
 */
public final class CommandLine {
    private static final String FILE = "config";

    private final Map<String, String> values = new TreeMap<>();
    private final Problems problems = new Problems();

    private CommandLine() {}

    /**
     * The value of every key on a command line and in its files.
     *
     * @throws InvalidSettings with every argument that cannot be read
     */
    public static Map<String, String> parse(String... arguments) {
        CommandLine line = new CommandLine();
        int next = 0;
        while (next < arguments.length) {
            next = line.read(arguments, next);
        }
        line.problems.throwIfAny();
        return line.values;
    }

    /** Reads the argument at a position together with its value; returns the position after them. */
    private int read(String[] arguments, int at) {
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
        if (key.isBlank()) {
            problems.add("--=: a key is missing");
        } else if (key.equals(FILE)) {
            readFile(value);
        } else {
            values.put(key, value);
        }
    }

    private void readFile(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("--config: " + file + " is not a readable properties file in UTF-8");
        }
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    }
}
