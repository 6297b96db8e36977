package io.convergence.query.access;

import io.convergence.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access file and the tokens of its last valid content. {@link #current} may be called by any thread, {@link #reload} by
 * one thread at a time.
 */
public final class AccessFile {
    private static final Logger LOG = LoggerFactory.getLogger(AccessFile.class);

    /** Marks content that could not be read; no YAML contains this character. */
    private static final String UNREADABLE = "\0";

    private final Path path;
    private String text;
    private volatile Tokens current;

    private AccessFile(Path path) {
        this.path = path;
        text = read();
        current = parse();
    }

    /**
     * Reads the file.
     *
     * @throws InvalidSettings with every problem of the file, each with its line
     */
    public static AccessFile open(Path path) {
        return new AccessFile(path);
    }

    /** The tokens of the last valid content. */
    public Tokens current() {
        return current;
    }

    /** Reads the file again when its content has changed. An invalid or missing file is logged once and not used. */
    public void reload() {
        String read = read();
        if (read.equals(text)) {
            return;
        }
        text = read;
        try {
            current = parse();
            LOG.info("{} was reloaded: {} tokens", path, current.size());
        } catch (InvalidSettings e) {
            LOG.warn("{} has changed, but is invalid and not used: {}", path, e.getMessage());
        }
    }

    private Tokens parse() {
        if (text.equals(UNREADABLE)) {
            throw new InvalidSettings(List.of("access.file: " + path + " cannot be read as UTF-8"));
        }
        try {
            return AccessText.parse(text);
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
