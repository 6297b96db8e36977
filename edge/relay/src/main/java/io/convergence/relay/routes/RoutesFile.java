package io.convergence.relay.routes;

import io.convergence.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** File of routes and the table of its last valid content. Used by one thread at a time. */
public final class RoutesFile {
    private static final Logger LOG = LoggerFactory.getLogger(RoutesFile.class);

    /** Marks content that could not be read; no YAML contains this character. */
    private static final String UNREADABLE = "\0";

    private final Path path;
    private final Map<String, String> environment;
    private String text;
    private RoutingTable current;

    private RoutesFile(Path path, Map<String, String> environment) {
        this.path = path;
        this.environment = Map.copyOf(environment);
        text = read();
        current = parse();
    }

    /** Outcome of a look at the file. */
    public enum Change {
        /** The content is the same. */
        NONE,
        /** The content is new and in use. */
        TAKEN,
        /** The content is new, but invalid; the table before it stays in use. */
        REFUSED
    }

    /**
     * Reads the file.
     *
     * @param environment environment variables, the only source of secrets
     * @throws InvalidSettings with every problem of the file, each with its line
     */
    public static RoutesFile open(Path path, Map<String, String> environment) {
        return new RoutesFile(path, environment);
    }

    /** The table of the last valid content. */
    public RoutingTable current() {
        return current;
    }

    /** Reads the file again. An invalid or missing file is logged once for each content. */
    public Change reload() {
        String read = read();
        if (read.equals(text)) {
            return Change.NONE;
        }
        text = read;
        try {
            current = parse();
        } catch (InvalidSettings e) {
            LOG.warn("{} has changed, but is invalid and not used: {}", path, e.getMessage());
            return Change.REFUSED;
        }
        LOG.info("{} was reloaded: {} receivers", path, current.receivers().size());
        return Change.TAKEN;
    }

    private RoutingTable parse() {
        if (text.equals(UNREADABLE)) {
            throw new InvalidSettings(List.of("routes.file: " + path + " cannot be read as UTF-8"));
        }
        try {
            return RoutesText.parse(text, environment);
        } catch (InvalidSettings e) {
            throw new InvalidSettings(
                    e.problems().stream().map(problem -> path + ": " + problem).toList());
        }
    }

    private String read() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            return UNREADABLE;
        }
    }
}
