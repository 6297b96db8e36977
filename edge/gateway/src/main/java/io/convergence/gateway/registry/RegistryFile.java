package io.convergence.gateway.registry;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.gateway.settings.GatewaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registry file and the registry of its last valid content. {@link #current} may be called by any thread, the other
 * methods by one thread at a time.
 */
public final class RegistryFile {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryFile.class);

    /** Marks content that could not be read; no YAML contains this character. */
    private static final String UNREADABLE = "\0";

    private final Path path;
    private final int defaultRate;
    private final boolean needsApps;
    private final Map<String, String> tokens;
    private String text;
    private volatile Registry current;

    private RegistryFile(GatewaySettings settings) {
        path = settings.registryFile();
        defaultRate = settings.rum().ratePerMinute();
        needsApps = settings.rum().enabled();
        tokens = settings.synthetic().tokens();
        text = read();
        current = parse();
    }

    /**
     * Reads the file of the settings.
     *
     * @throws InvalidSettings with every problem of the file, each with its line
     */
    public static RegistryFile open(GatewaySettings settings) {
        return new RegistryFile(settings);
    }

    /** The registry of the last valid content. */
    public Registry current() {
        return current;
    }

    /**
     * Reads the file again when its content has changed. An invalid or missing file is logged once and leaves the
     * current registry in place.
     *
     * @param onChange called once for every change of the content: whether it was taken over, and the current registry
     */
    public void reload(BiConsumer<Boolean, Registry> onChange) {
        String read = read();
        if (read.equals(text)) {
            return;
        }
        text = read;
        boolean taken = false;
        try {
            current = parse();
            taken = true;
            LOG.info("{} was reloaded: {} apps", path, current.apps().size());
        } catch (InvalidSettings e) {
            LOG.warn("{} has changed, but is invalid and not used: {}", path, e.getMessage());
        }
        onChange.accept(taken, current);
    }

    private Registry parse() {
        if (text.equals(UNREADABLE)) {
            throw new InvalidSettings(List.of("registry.file: " + path + " cannot be read as UTF-8"));
        }
        try {
            Registry read = RegistryText.parse(text, defaultRate, needsApps);
            return new Registry(read.apps(), read.tokens().and(tokens));
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
