package io.convergence.http;

import io.convergence.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * File of settings and the value of its last valid content. {@link #current} may be called by any thread, {@link #reload}
 * by one thread at a time.
 *
 * @param <T> the value
 */
public final class WatchedFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    /** Marks content that could not be read; no YAML contains this character. */
    private static final String UNREADABLE = "\0";

    private final String option;
    private final Path path;
    private final Function<String, T> parser;
    private final Function<T, String> summary;
    private String text;
    private volatile T current;

    private WatchedFile(String option, Path path, Function<String, T> parser, Function<T, String> summary) {
        this.option = option;
        this.path = path;
        this.parser = parser;
        this.summary = summary;
        text = read();
        current = parse();
    }

    /** Outcome of a look at the file. */
    public enum Change {
        /** The content is the same. */
        NONE,
        /** The content is new and in use. */
        TAKEN,
        /** The content is new, but invalid; the value before it stays in use. */
        REFUSED
    }

    /**
     * Reads a file.
     *
     * @param option key of the option that names the file
     * @param parser throws {@link InvalidSettings} with every problem of a text
     * @param summary what the log reports of a value, such as {@code 3 apps}
     * @throws InvalidSettings with every problem of the file
     */
    public static <T> WatchedFile<T> open(
            String option, Path path, Function<String, T> parser, Function<T, String> summary) {
        return new WatchedFile<>(option, path, parser, summary);
    }

    /** The value of the last valid content. */
    public T current() {
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
        LOG.info("{} was reloaded: {}", path, summary.apply(current));
        return Change.TAKEN;
    }

    private T parse() {
        if (text.equals(UNREADABLE)) {
            throw new InvalidSettings(List.of(option + ": " + path + " cannot be read as UTF-8"));
        }
        try {
            return parser.apply(text);
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
