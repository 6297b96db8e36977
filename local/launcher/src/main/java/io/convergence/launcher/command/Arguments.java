package io.convergence.launcher.command;

import io.convergence.cli.command.UsageException;
import io.convergence.kit.net.FreePort;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a command line, each as {@code --name value} or {@code --name=value}. */
public final class Arguments {
    private static final String SETTING = "--set";
    private static final String PATHS = "--slo";
    private static final int HIGHEST_PORT = 65_535;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    private Arguments() {}

    /**
     * Reads a command line.
     *
     * @param names the options the command knows, with their dashes; {@code --set} and {@code --slo} may be given
     *     several times, and {@code --slo} with several values, any other once with one
     */
    public static Arguments parse(List<String> line, Set<String> names) throws UsageException {
        Arguments arguments = new Arguments();
        for (int i = 0; i < line.size(); i++) {
            String token = line.get(i);
            int equals = token.indexOf('=');
            String name = equals < 0 ? token : token.substring(0, equals);
            if (!names.contains(name)) {
                throw new UsageException("unknown option " + name + "; known are " + String.join(", ", names));
            }
            String value = equals >= 0 ? token.substring(equals + 1) : ++i < line.size() ? line.get(i) : "";
            if (value.isEmpty() || (equals < 0 && value.startsWith("--"))) {
                throw new UsageException(name + " needs a value");
            }
            arguments.put(name, value);
            while (name.equals(PATHS) && i + 1 < line.size() && !line.get(i + 1).startsWith("--")) {
                arguments.put(name, line.get(++i));
            }
        }
        return arguments;
    }

    /** Whether an option was given. */
    public boolean isGiven(String name) {
        return values.containsKey(name);
    }

    /** The value of an option, or null when it was not given. */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** A file that must be readable, or null when the option was not given. */
    public @Nullable Path file(String name) throws UsageException {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        Path path = path(name, value);
        if (!Files.exists(path)) {
            throw new UsageException(name + ": there is no file " + value);
        }
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new UsageException(name + ": " + value + " cannot be read as a file");
        }
        return path;
    }

    /** The files and directories of {@code --slo}, each of which must be readable. */
    public List<Path> paths() throws UsageException {
        List<Path> all = new ArrayList<>();
        for (String value : paths) {
            Path path = path(PATHS, value);
            if (!Files.exists(path)) {
                throw new UsageException(PATHS + ": there is no file or directory " + value);
            }
            if (!Files.isReadable(path)) {
                throw new UsageException(PATHS + ": " + value + " cannot be read");
            }
            all.add(path);
        }
        return all;
    }

    /** A directory that must be given and can be written to, or made. */
    public Path directory(String name) throws UsageException {
        String value = values.get(name);
        if (value == null) {
            throw new UsageException(name + " is missing");
        }
        Path path = path(name, value);
        Path existing = path.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new UsageException(name + ": " + value + " is no directory that can be made or written to");
        }
        return path;
    }

    /** The whole number of an option within inclusive bounds, or its default. */
    public long number(String name, long fallback, long least, long most) throws UsageException {
        String value = values.get(name);
        if (value == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new UsageException(name + " is a whole number from " + least + " to " + most + ", not " + value);
    }

    /**
     * A port to listen on, 0 for a free one: by default the usual one where nobody listens on it.
     *
     * @throws UsageException also when somebody listens on the port that was asked for
     */
    public int port(String name, int usual) throws UsageException {
        int port = (int) number(name, usual, 0, HIGHEST_PORT);
        if (port == 0 || FreePort.isFree(port)) {
            return port;
        }
        if (isGiven(name)) {
            throw new UsageException(name + ": port " + port + " is in use");
        }
        return 0;
    }

    /** One of a set of words, or the default. */
    public String word(String name, String fallback, List<String> words) throws UsageException {
        String value = values.getOrDefault(name, fallback);
        if (!words.contains(value)) {
            throw new UsageException(name + " is one of " + String.join(", ", words) + ", not " + value);
        }
        return value;
    }

    /** The {@code key=value} pairs of {@code --set}, each key once. */
    public Map<String, String> settings() throws UsageException {
        Map<String, String> map = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--set takes key=value, not " + setting);
            }
            String key = setting.substring(0, equals);
            if (map.put(key, setting.substring(equals + 1)) != null) {
                throw new UsageException("--set gives " + key + " twice");
            }
        }
        return map;
    }

    private static Path path(String name, String value) throws UsageException {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException(name + ": " + value + " is no path");
        }
    }

    private void put(String name, String value) throws UsageException {
        if (name.equals(SETTING)) {
            settings.add(value);
        } else if (name.equals(PATHS)) {
            paths.add(value);
        } else if (values.put(name, value) != null) {
            throw new UsageException(name + " is given twice");
        }
    }
}
