package io.convergence.jobs.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;

/**
 * The command line of a job: {@code --key value}, {@code --key=value} and {@code --config FILE}, a properties file in
 * UTF-8. What comes later wins.
 */
public final class JobArguments {
    private static final String FILE = "config";

    private final Configuration configuration = new Configuration();
    private final List<String> problems = new ArrayList<>();

    private JobArguments() {}

    /**
     * Reads a command line.
     *
     * @throws InvalidSettings with every argument that cannot be read
     */
    public static Configuration parse(String... arguments) {
        JobArguments parsed = new JobArguments();
        int next = 0;
        while (next < arguments.length) {
            next = parsed.take(arguments, next);
        }
        if (!parsed.problems.isEmpty()) {
            throw new InvalidSettings(parsed.problems);
        }
        return parsed.configuration;
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
        if (key.isBlank()) {
            problems.add("--=: a key is missing");
        } else if (key.equals(FILE)) {
            read(value);
        } else {
            configuration.setString(key, value);
        }
    }

    private void read(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("--config: " + file + " is not a readable properties file in UTF-8");
        }
        for (String key : properties.stringPropertyNames()) {
            configuration.setString(key, properties.getProperty(key));
        }
    }
}
