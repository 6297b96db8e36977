package io.convergence.gateway.registry;

import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.core.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's file and what it held when it was last valid. {@link #current} may be called by any thread, the rest by
 * one at a time.
 */
public final class RegistryFile {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryFile.class);

    /** Stands for a content that could not be read; no YAML holds it. */
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
     * Reads the file that the settings name.
     *
     * @throws InvalidSettings with everything that is wrong with it, each with its line
     */
    public static RegistryFile open(GatewaySettings settings) {
        return new RegistryFile(settings);
    }

    /** Who may post. */
    public Registry current() {
        return current;
    }

    /**
     * Reads the file again when its content has changed. One that is wrong or gone leaves everything as it was, and is
     * logged once.
     *
     * @param outcome told once for every change: whether it was taken, and who may post now
     */
    public void reload(BiConsumer<Boolean, Registry> outcome) {
        String read = read();
        if (read.equals(text)) {
            return;
        }
        text = read;
        boolean taken = false;
        try {
            current = parse();
            taken = true;
            LOG.info("{} was read again: {} apps", path, current.apps().size());
        } catch (InvalidSettings e) {
            LOG.warn("{} has changed and is not taken: {}", path, e.getMessage());
        }
        outcome.accept(taken, current);
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
